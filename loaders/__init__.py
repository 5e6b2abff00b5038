"""How data comes in: from official lists, from a generator, later from spreadsheets and databases.

Special words: a *change* (``graph_schema.changes``) is what every loader makes; a *preset* is a region that
can be generated; an *extract* is the part of the official division lists that ships with the package.

Modules in the order of control flow: ``divisions`` (the extract), ``synthetic`` (presets as streams of
changes).
"""

"""How data comes in: from files, from official lists, from a generator; later from workbooks and databases.

Special words: a *change* (``graph_schema.changes``) is what every loader makes; a *preset* is a region that
can be generated; an *extract* is the part of the official division lists that ships with the package; a
*reference* is a node as a row names it; a *wave* is a set of rows that refer only to rows of earlier ones.

Modules in the order of control flow: ``sources`` (files as rows with their places), ``columns`` (what a header
means), ``cells`` (from text to value), ``references``, ``validate`` (a whole file read once, all faults found),
``spool`` (checked rows on their way), ``upsert`` (attempted, then written in batches); ``divisions`` (the
official lists), ``synthetic`` (presets as streams of changes).
"""

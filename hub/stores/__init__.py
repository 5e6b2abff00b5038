"""Where the graph is kept: one port, and a folder for each sort of store.

Special words: a *snapshot* is one state of the graph, from which all fetches of a request are answered; a *window* is
the part of a list that is wanted; the *row contract* is the form in which rows leave any store.

Modules in the order control flows: ``base`` (the port and the row contract), ``sql`` (the store on SQLite, read and
written).
"""

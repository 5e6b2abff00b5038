"""Where the graph is kept: one port, and a folder for each sort of store.

Special words: a *snapshot* is one state of the graph, from which all fetches of a request are answered; a *window* is
the part of a list that is wanted; the *row contract* is the form in which rows leave any store.

An *address* says which store is meant and of which sort (``hub.settings``); a *door* is a store that is open for
writing.

Modules in the order control flows: ``either`` (what can be done to a store by its address), ``base`` (the port for
reading and the row contract), ``gate`` (a store that is not known yet), ``door`` (the port for writing), ``logic``
(what a condition means), ``sql`` (the store on SQLite), ``neo4j`` (the store on a Neo4j server).
"""

"""The same comparison over Neo4j: what a question costs here, and what it costs who asks the same server otherwise.

Special words: besides those of ``bench``, *raw* is the best Cypher written by hand, run by a client in Python that
speaks no HTTP, and *peer* is ``@neo4j/graphql`` behind graphql-yoga. All sides ask one server about one graph, Loudi
whole with Guanghan for the alliances. What counts is CPU of client and server together: Neo4j's process, and beside it
the hub's, the one of Node or the one of raw.

Modules in the order of control flow: ``__main__`` (``python -m bench.neo4j [ROW ...]``), ``rows`` (what is measured
against what, and the limits), ``graph`` (the server and what it holds), ``questions`` and ``arguments`` (what is
asked), ``sides`` (processes that answer), of which ``hub`` is ours, ``raw`` and ``peer`` the others, ``contest`` (equal
answers first, then rounds), ``hits`` (db hits of our statements), ``new_texts`` and ``loading`` (rows that are no
contest).

To add a row: a function in ``rows`` and its name in ``rows.ROWS``; for a new question an entry in ``questions``, a
statement ``raw/NAME.cypher`` with its reading in ``raw.answers``, and an entry in ``peer``.
"""

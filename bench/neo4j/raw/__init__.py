"""``raw``: the least that an answer can cost over Bolt, a statement a question, written by hand.

One statement brings the whole answer as lists in one record: a record costs Python ten microseconds, a value in a list
next to nothing. Days are made texts by the server, for the driver takes microseconds for each. The driver is the sync
one with its extension in Rust; no HTTP, no checks. What makes a statement cheap stands in it.

Modules: ``client`` (the process: ``python -m bench.neo4j.raw.client URL DAY``), ``answers`` (statements, and how a
record becomes the data of an answer). ``*.cypher``: the statements, which the tests of db hits measure ours against.
"""

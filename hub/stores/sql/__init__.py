"""The store in SQL, on SQLite: one statement a fetch, and one door for changes.

Special words: a *printing* is one statement while it is printed, its *shape* what the text depends on beside the fetch;
*entries* are the nodes or links of a list; a *batch* of changes is written whole or not at all, a *load* is many
batches that can be resumed or undone; ``layout`` says what each table means, for readers and writers.

Modules for reading, in the order control flows: ``read`` (snapshots), ``stubs`` (where the rows are not the whole
truth), ``reader`` (statements run, until their deadline), ``dear`` (on the loop or in a thread), ``ready`` (statements
kept, with how they are bound), ``compile`` (from a fetch to the text of a statement), ``printing``, ``rows``,
``tallies``, ``lookups`` (statements by what they give), ``entries``, ``conditions``, ``days``, ``order`` (their
pieces), ``text``, ``dialect`` (how they are spelt), ``bind`` and ``values`` (values of parameters), ``codes`` (who is
meant by a division code), ``summary`` (for the catalogue).

For writing: ``files`` (a store made or opened) with ``ddl``, ``fingerprint`` and ``migrate``, ``find`` (nodes by what
people write), ``changes`` and ``write`` (a batch carried out), ``loads``; ``sqlite`` (what is SQLite's own). For
looking after a store: ``look``, ``digest``, ``verify``, ``backup`` and ``restore`` with ``placing`` (a file whole
or not there).
"""

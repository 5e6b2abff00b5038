"""The measured comparisons: what a question costs here, beside what it costs elsewhere.

Special words: a *row* is a line of the table: something measured on our side against another. A *question* is
asked of several *sides*, which all answer the same: ``ours`` is the hub as it is served, ``raw`` hand-written
statements on bare Starlette routes, ``dataloader`` Strawberry with resolvers as its users write them,
``strawchemy`` what its name says. In a *contest* sides take turns; what counts is the CPU time that the server's
process, in which all sides of a store live, spends per request.

Modules in the order of control flow: ``__main__`` (``python -m bench [ROW ...]``), ``rows`` (what is measured
against what, and the limits), ``data`` (the stores that are asked), ``server`` (all sides in one process of its
own), ``raw``, ``dataloader`` and ``mapped`` (the other sides; the last is strawchemy), ``client`` (speaks HTTP and
reads the server's CPU clock), ``questions`` and ``arguments`` (what is asked), ``measure`` (equal answers first,
then a contest), ``latency`` and ``loading`` (rows that are no contest), ``report`` (table and JSON). Beside them stand
``profile`` and ``floors``, commands of their own that tell where our side spends its time.

To add a row: a function in ``rows`` and its name in ``rows.ROWS``; for a new question an entry in ``questions``
and a route in ``raw``.
"""

"""The measured comparisons: what a question costs here, beside what it costs elsewhere.

Special words: a *question* is asked of several *sides*, which all answer the same; ``ours`` is the hub as it
is served, the others are what it is measured against: ``raw``, hand-written statements on bare Starlette
routes, and ``dataloader``, Strawberry with resolvers as its users write them. What is measured is the CPU
time that the server's process, in which all sides live, spends per request.

Modules in the order of control flow: ``__main__`` (``python -m bench``), ``data`` (the store that is asked),
``server`` (all sides in one process of its own), ``raw`` and ``dataloader`` (the other sides), ``client``
(speaks HTTP and reads the server's CPU clock), ``questions`` (what is asked, with which arguments),
``measure`` (equal answers first, then rounds), ``report`` (table and JSON).

To add a question: one more entry in ``questions.QUESTIONS``, its route in ``raw``, and what ``dataloader``
lacks for it.
"""

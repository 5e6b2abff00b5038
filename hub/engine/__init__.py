"""From a plan to the data of an answer: run level by level, then built bottom-up.

Special words: a *day* here is a signed ordinal, positive where a date was asked for, negative for today;
a *consumer* is what becomes of a fetch's rows; a *fault* is a null that comes with an error.

Modules in the order in which a plan meets them: ``consumers`` (read off the plan once), ``run`` (fetches
in order, one batch a store and level), ``names`` (ids and codes of the request), ``window`` (pages and
cursors), ``route`` (which store answers which node), ``rows`` (whose they are, which a page keeps),
``builder`` (code that makes objects of rows, generated once a plan), ``catalogue``, ``faults`` (put in
their places at the end).
"""

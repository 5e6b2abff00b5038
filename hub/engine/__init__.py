"""From a plan to the data of an answer: run level by level, then built bottom-up.

``run`` (fetches in order, one batch a store and level), ``window`` (pages and cursors of a request),
``builder`` (code that makes objects of rows, generated once a plan), ``faults`` (nulls that come with an
error).
"""

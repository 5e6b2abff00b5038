"""Goldens: questions that people ask, each with its plan, its statements and its answer, as a person reviews them.

A case is ``<question>/<case>.graphql``, whose first comment lines say what is fixed about it; beside it stand
``.plan``, ``.sql`` and ``.json``. ``UPDATE_GOLDENS=1`` rewrites these three, and nothing else. The published
figures stand in ``tests/figures.toml``, typed by hand.

Modules in the order of control flow: ``data`` (the graphs that are asked), ``ask`` (a hub over one of them),
``case`` (a case read and compared), ``test_cases``, ``test_figures``.
"""

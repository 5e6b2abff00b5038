"""The official division lists: whole, as two published packages have them, and the extract that ships with this one.

Special words: an *authority* issues a list (NBS, the statistics office; MCA, the civil-affairs ministry), a
*vintage* is the month a list describes; a *twin* is an area of the civil-affairs list that the statistics list has too.

Modules in the order of control flow: ``statistics`` and ``civil`` (a list each, read whole with all its faults),
``wrong`` (what can be wrong with a row), ``concordance`` (which area is which, and where the lists do not agree),
``report`` (that as a CSV), ``rows`` (both lists as batches), ``load`` (attempted, or written into a store); ``read``
(the extract, row by row), ``build_extract`` (the tool that makes it, run by hand). NOTICE at the root names the
sources and their licences.
"""

from loaders.divisions.read import Division, ExtractError, read_extract

__all__ = ["Division", "ExtractError", "read_extract"]

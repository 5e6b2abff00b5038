"""The official division lists, as far as the preset regions need them, shipped with the package.

Special words: an *authority* issues a list (NBS, the statistics office; MCA, the civil-affairs ministry), a
*vintage* is the month a list describes. Modules: ``read`` (the extract, row by row), ``build_extract`` (the
tool that makes it from three published packages, run by hand). NOTICE at the root names the sources and
their licences.
"""

from loaders.divisions.read import Division, ExtractError, read_extract

__all__ = ["Division", "ExtractError", "read_extract"]

"""Files as rows that keep their place: one module a format.

Special words: a *table* is a file with a header, as rows of texts; a *place* is file, row and column of a cell, as
people count them (the header is row 1); a *fault* is what is wrong at a place, with what to do about it.

Adding a format is adding one module with ``read(path) -> Table``. Modules: ``table`` (what a format gives), ``csv``.
"""

from loaders.sources.table import Fault, Place, Row, SourceError, Table

__all__ = ["Fault", "Place", "Row", "SourceError", "Table"]

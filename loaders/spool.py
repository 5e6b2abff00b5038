"""Checked rows on the way from the first reading to the store: on disk, so that a table may be larger than memory."""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass

BATCH = 2_000
"""Rows that are written, and checkpointed, at once: what a load loses at most when it is killed."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A row without faults: its number in the file, its values, and the day on which its references are meant.

    A value of a link's column is a ``references.Reference``. ``own``: of a province, prefecture or county without an id
    its division code and the key that is its region's own, for the case that the store has no such area yet.
    """

    number: int
    values: tuple[object, ...]
    day: int
    own: tuple[str, str] | None = None


class Spool:
    """Rows that are written once and read any number of times, in the order of their waves, then of the file.

    Rows of wave 0 refer to no row of their file, those of wave 1 to rows of wave 0, and so on.
    """

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115  # closed by close, which the owner calls
        self._waiting: list[Checked] = []
        self._chunks: list[tuple[int, int]] = []
        self.rows = 0
        self.waves: dict[int, int] = {}
        """Wave of each row, by number; those that are not here are of wave 0."""

    def add(self, row: Checked) -> None:
        """Keep a row."""
        self._waiting.append(row)
        self.rows += 1
        if len(self._waiting) == BATCH:
            self._flush()

    def batches(self, start: int = 0) -> Iterator[list[Checked]]:
        """The rows in batches of one wave each, without the first ``start`` of them."""
        self._flush()
        position = 0
        for wave in range(max(self.waves.values(), default=0) + 1):
            batch: list[Checked] = []
            for row in self._all():
                if self.waves.get(row.number, 0) != wave:
                    continue
                position += 1
                if position > start:
                    batch.append(row)
                if len(batch) == BATCH:
                    yield batch
                    batch = []
            if batch:
                yield batch

    def close(self) -> None:
        """Forget the rows."""
        self._file.close()

    def _all(self) -> Iterator[Checked]:
        for place, size in self._chunks:
            self._file.seek(place)
            # Our own rows, in a file without a name that nobody else can write to.
            yield from pickle.loads(self._file.read(size))

    def _flush(self) -> None:
        if self._waiting:
            packed = pickle.dumps(self._waiting, pickle.HIGHEST_PROTOCOL)
            place = self._file.seek(0, 2)
            self._file.write(packed)
            self._chunks.append((place, len(packed)))
            self._waiting = []

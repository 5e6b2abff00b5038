"""Where counts are kept: cells of 8 bytes in memory, or in files that all workers of a hub map.

A count costs a tenth of a microsecond either way. With a folder each worker has two files there: ``worker-0.names``,
one JSON line a series (``[position, cells, name, labels]``), and ``worker-0.values``, the cells. The first is locked
for as long as the worker lives; one that comes after it takes the files over and counts on, so that no count ever goes
down, whoever dies. Only the worker itself writes, on its event loop; anybody reads. A name is written after the room
for its cells and before they are used.
"""

from __future__ import annotations

import json
import mmap
import os
import sys
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from hub.errors import Code, SettingsError

PAGE = mmap.ALLOCATIONGRANULARITY
"""Bytes mapped at once. The cells of a series lie within one page."""
_CELL = 8
_NAMES, _VALUES = ".names", ".values"
PID = "pid"
"""A series of every worker: the number of its process."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A series as one worker has counted it."""

    worker: int
    living: bool
    name: str
    labels: tuple[str, ...]
    values: tuple[float, ...]


class Board:
    """The cells of one worker, and a view of everybody's. It is made in the worker, after any fork.

    Args:
        folder: shared by the workers of one hub, and by nobody else; None where there is one worker.

    Raises:
        SettingsError: the folder cannot be used.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self.worker = 0
        self._pages: list[memoryview[float]] = []
        self._used = 0
        self._places: dict[tuple[str, tuple[str, ...]], tuple[int, int]] = {}
        self._names = self._values = -1
        if folder is not None:
            try:
                self._claim(folder)
            except OSError as fault:
                raise SettingsError(
                    Code.BAD_SETTINGS,
                    f"metrics_folder: {folder}: {fault.strerror}; name a folder that the hub may write to, or leave the"
                    " setting out",
                ) from fault
        view, at = self.cells(PID, (), 1, kept=False)
        view[at] = os.getpid()

    def cells(
        self, name: str, labels: tuple[str, ...], size: int, *, kept: bool = True
    ) -> tuple[memoryview[float], int]:
        """The cells of a series: a view of numbers, and the position of its first one there.

        Args:
            kept: go on from what an earlier worker left; else from 0.
        """
        found = self._places.get((name, labels))
        if found is None or found[1] != size:
            try:
                found = self._add(name, labels, size)
            except OSError:  # a full disk costs counts, not answers: these cells are nobody's
                return memoryview(bytearray(size * _CELL)).cast("d"), 0
        position = found[0]
        view, at = self._pages[position * _CELL // PAGE], position % (PAGE // _CELL)
        if not kept:
            view[at : at + size] = memoryview(array("d", bytes(size * _CELL)))
        return view, at

    def read(self) -> Iterator[Reading]:
        """All series of all workers, those that have ended included."""
        if self._folder is None:
            for (name, labels), (position, size) in list(self._places.items()):
                view, at = self._pages[position * _CELL // PAGE], position % (PAGE // _CELL)
                yield Reading(0, True, name, labels, tuple(view[at : at + size]))
            return
        yield from read_folder(self._folder, own=self.worker)

    def close(self) -> None:
        """Let another worker take the files over. What is counted from now on may be lost."""
        for descriptor in (self._names, self._values):
            if descriptor != -1:
                os.close(descriptor)
        self._names = self._values = -1

    def _claim(self, folder: Path) -> None:
        """Take the first pair of files that no living worker has, and what an earlier one left there."""
        for worker in count():
            names = folder / f"worker-{worker}{_NAMES}"
            descriptor = os.open(names, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
            if _lock(descriptor):
                break
            os.close(descriptor)
        self.worker, self._names = worker, descriptor
        self._values = os.open(names.with_suffix(_VALUES), os.O_RDWR | os.O_CREAT, 0o600)
        left = names.read_bytes()
        whole = left[: left.rfind(b"\n") + 1]
        os.ftruncate(descriptor, len(whole))  # a worker that was killed may have left half a line
        for position, size, name, labels in _lines(whole):
            self._places[name, tuple(labels)] = (position, size)
            self._used = max(self._used, position + size)
        for _ in range(-(-self._used * _CELL // PAGE)):
            self._map()

    def _add(self, name: str, labels: tuple[str, ...], size: int) -> tuple[int, int]:
        each = PAGE // _CELL
        position = self._used
        if position // each != (position + size - 1) // each:
            position = (position // each + 1) * each
        while len(self._pages) * each < position + size:
            self._map()
        if self._names != -1:
            line = json.dumps([position, size, name, labels], ensure_ascii=False) + "\n"
            os.write(self._names, line.encode())
        self._used = position + size
        self._places[name, labels] = (position, size)
        return position, size

    def _map(self) -> None:
        """One page more."""
        if self._values == -1:
            page = mmap.mmap(-1, PAGE)
        else:
            start = len(self._pages) * PAGE
            if os.fstat(self._values).st_size < start + PAGE:
                # Written, not merely made longer: a full disk is an error here, and would be a dead process later.
                os.pwrite(self._values, bytes(PAGE), start)
            page = mmap.mmap(self._values, PAGE, offset=start)
        self._pages.append(memoryview(page).cast("d"))


def read_folder(folder: Path, *, own: int = -1) -> Iterator[Reading]:
    """All series of all workers that ever counted in a folder. ``own``: the worker that asks, if one does."""
    for names in sorted(folder.glob(f"worker-*{_NAMES}")):
        worker = int(names.stem.removeprefix("worker-"))
        living = worker == own or _locked(names)
        lines = names.read_bytes()
        values = array("d")
        try:
            values.frombytes(_whole(names.with_suffix(_VALUES).read_bytes()))
        except FileNotFoundError:  # a worker that is just beginning
            continue
        for position, size, name, labels in _lines(lines):
            yield Reading(worker, living, name, tuple(labels), tuple(values[position : position + size]))


def _lines(content: bytes) -> Iterator[tuple[int, int, str, list[str]]]:
    """What names say; half a last line is somebody's who is writing it now."""
    yield from map(json.loads, content[: content.rfind(b"\n") + 1].splitlines())


def _whole(content: bytes) -> bytes:
    return content[: len(content) // _CELL * _CELL]


if sys.platform == "win32":

    def _lock(descriptor: int) -> bool:
        raise OSError(0, "several workers count together on POSIX systems only")

    def _locked(path: Path) -> bool:
        return False

else:
    import fcntl

    def _lock(descriptor: int) -> bool:
        """Take the lock, until the file is closed or the process ends; False where somebody has it."""
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _locked(path: Path) -> bool:
        """Whether a living worker has the file."""
        descriptor = os.open(path, os.O_RDONLY)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        finally:
            os.close(descriptor)
        return False

"""Persisted documents: a folder of ``.graphql`` files, read once, when the hub starts.

A document's id is its file's name without ``.graphql``, or the SHA-256 of its bytes in hexadecimal (also
written ``sha256:…``, as the GraphQL over HTTP draft does).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from hub.errors import Code, SettingsError

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_LARGEST = 64 * 1024  # bytes; what is longer would be refused at each request (`hub.api.limits`)


@dataclass(frozen=True, slots=True)
class Document:
    """One persisted document."""

    name: str
    digest: str
    """SHA-256 of the file's bytes, 64 hexadecimal digits."""

    text: str


class Documents:
    """The persisted documents by either id. Iterating gives each once, in the order of names."""

    def __init__(self, documents: tuple[Document, ...] = ()) -> None:
        self._documents = documents
        self._by_id = {document.digest: document for document in documents}
        self._by_id |= {f"sha256:{document.digest}": document for document in documents}
        self._by_id |= {document.name: document for document in documents}

    def get(self, document_id: str) -> Document | None:
        """The document of this id, or None."""
        return self._by_id.get(document_id)

    def __iter__(self) -> Iterator[Document]:
        return iter(self._documents)

    def __len__(self) -> int:
        return len(self._documents)


def load_documents(folder: Path) -> Documents:
    """Read all ``*.graphql`` files of a folder (not of folders in it).

    Whether they are valid is not looked at here; whoever warms its caches with them at start will find out.

    Raises:
        SettingsError: the folder cannot be read, or some files cannot be used; one line each.
    """
    faults: list[str] = []
    found: list[Document] = []
    try:
        paths = sorted(path for path in folder.iterdir() if path.suffix == ".graphql")
    except OSError as fault:
        raise SettingsError(Code.BAD_SETTINGS, f"{folder}: {fault.strerror}") from fault
    for path in paths:
        name = path.stem
        if not _NAME.fullmatch(name) or _DIGEST.fullmatch(name):
            faults.append(f"{path}: a name of letters, digits, . _ - is needed, and not one that looks like a SHA-256")
            continue
        try:
            content = path.read_bytes()
        except OSError as fault:
            faults.append(f"{path}: {fault.strerror}")
            continue
        if len(content) > _LARGEST:
            faults.append(f"{path}: {len(content):,} bytes, at most {_LARGEST:,} expected")
            continue
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError as fault:
            faults.append(f"{path}: not UTF-8 at byte {fault.start}")
            continue
        if not text.strip():
            faults.append(f"{path}: empty")
            continue
        found.append(Document(name, hashlib.sha256(content).hexdigest(), text))
    if faults:
        raise SettingsError(Code.BAD_SETTINGS, "\n".join(faults))
    return Documents(tuple(found))

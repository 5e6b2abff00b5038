"""The key that seals cursors: the same in every worker and after a restart, or pages could not be turned."""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import stat
import sys
from pathlib import Path

from hub.errors import Code, SettingsError
from hub.settings.address import Address, Neo4jAddress
from hub.settings.load import HubSettings, data_folder

_KEY = re.compile(r"(?:[0-9a-f]{2}){32}")


def cursor_key(settings: HubSettings) -> bytes:
    """The key that is set, else that of a file (see ``key_file``), which is made the first time, for its owner only.

    Raises:
        SettingsError: BAD_SETTINGS where the file cannot be made or read, holds no key, or may be read by others.
    """
    if settings.cursor_key is not None:
        return settings.cursor_key
    path = key_file(settings.store)
    try:
        if not path.exists():
            if isinstance(settings.store, Neo4jAddress):
                path.parent.mkdir(parents=True, exist_ok=True)
            _make(path)
        text = path.read_text("ascii", "replace").strip()
        mode = stat.S_IMODE(path.stat().st_mode)
    except OSError as fault:
        raise SettingsError(
            Code.BAD_SETTINGS,
            f"{path}: {fault.strerror}; it keeps the key that seals cursors: make its folder writable, or set "
            "cursor_key",
        ) from fault
    if sys.platform != "win32" and mode & 0o077:
        raise SettingsError(
            Code.BAD_SETTINGS,
            f"{path}: others may read it (mode {mode:o}), and it holds a secret; run `chmod 600` on it",
        )
    if not _KEY.fullmatch(text):
        raise SettingsError(
            Code.BAD_SETTINGS, f"{path}: it holds no key of 64 hexadecimal digits; delete it, and a new one is made"
        )
    return bytes.fromhex(text)


def key_file(store: Address) -> Path:
    """Where the generated key of a store is kept: beside its file; that of a server, where a person's data is.

    >>> key_file(Path("data/hub.sqlite")).as_posix(), key_file(Neo4jAddress("bolt://[::1]:7687")).name
    ('data/hub.sqlite.key', 'bolt-1-7687-neo4j.key')
    """
    if isinstance(store, Path):
        return store.with_name(store.name + ".key")
    return data_folder() / (re.sub(r"[^0-9A-Za-z.]+", "-", str(store)) + ".key")


def _make(path: Path) -> None:
    """Write a new key under another name first: of two workers that start together, one wins, and both read its key."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with open(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(32) + "\n")
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
    finally:
        draft.unlink()

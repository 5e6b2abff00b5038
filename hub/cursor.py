"""Cursors: a position in one list, sealed so that nobody can make one up.

Deterministic and over public values only, so that any worker, a restarted hub, and the oracle in the
tests make and read the same text. Standard library only.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

Scalar: TypeAlias = str | int | bool | None
VERSION = 1
_SEAL = 16


@dataclass(frozen=True, slots=True)
class Cursor:
    """``digest`` of the list it belongs to, and a position for each hub that the list was made from."""

    digest: str
    positions: Mapping[str, tuple[Scalar, ...]]


class BadCursor(ValueError):
    """The text is no cursor of ours, or was changed."""


def digest(field: str, arguments: Mapping[str, object]) -> str:
    """Sixteen hexadecimal digits that name a list: its field (``Query.households``) and its arguments as
    JSON values.
    """
    text = json.dumps([field, arguments], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def seal(key: bytes, cursor: Cursor) -> str:
    """The cursor as text of the URL-safe base64 alphabet."""
    body = json.dumps(
        [VERSION, cursor.digest, cursor.positions], ensure_ascii=False, sort_keys=True, separators=(",", ":")
    ).encode()
    return base64.urlsafe_b64encode(_mac(key, body) + body).rstrip(b"=").decode()


def unseal(key: bytes, text: str) -> Cursor:
    """The cursor that ``seal`` wrote.

    Raises:
        BadCursor: not sealed with this key, changed, or of another version.
    """
    try:
        raw = base64.b64decode(text.encode("ascii") + b"=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (UnicodeEncodeError, binascii.Error):
        raise BadCursor("it is not base64") from None
    mac, body = raw[:_SEAL], raw[_SEAL:]
    if not hmac.compare_digest(mac, _mac(key, body)):
        raise BadCursor("its seal is broken")
    version, list_digest, positions = json.loads(body)
    if version != VERSION:
        raise BadCursor(f"it is of version {version}, this hub writes {VERSION}")
    return Cursor(list_digest, {hub: tuple(position) for hub, position in positions.items()})


def _mac(key: bytes, body: bytes) -> bytes:
    return hmac.digest(key, body, "sha256")[:_SEAL]

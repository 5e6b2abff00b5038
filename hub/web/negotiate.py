"""What a client accepts, sends and calls us: pure functions from header values, remembered because clients
repeat them."""

from __future__ import annotations

import functools
import ipaddress
import re
from collections.abc import Callable
from typing import TypeVar

from hub.api.question import Language

JSON = b"application/json; charset=utf-8"
RESPONSE_JSON = b"application/graphql-response+json; charset=utf-8"

_T = TypeVar("_T")
_REQUEST_ID = re.compile(rb"[A-Za-z0-9._-]{1,64}")
_LONGEST_REMEMBERED = 512  # bytes, so that no client fills the memory with header values


def _remembered(function: Callable[[bytes], _T]) -> Callable[[bytes], _T]:
    cached = functools.lru_cache(maxsize=256)(function)

    @functools.wraps(function)
    def lookup(value: bytes) -> _T:
        return cached(value) if len(value) <= _LONGEST_REMEMBERED else function(value)

    return lookup


def _parameters(parts: list[str]) -> dict[str, str]:
    pairs = (part.partition("=") for part in parts)
    return {name.strip(): value.strip().strip('"') for name, _, value in pairs}


def _weight(parameters: dict[str, str]) -> float:
    try:
        return float(parameters.get("q", "1"))
    except ValueError:
        return 0.0


@_remembered
def media_type(accept: bytes) -> bytes | None:
    """The Content-Type to answer with, or None when neither of ours is acceptable.

    ``*/*`` and ``application/*`` mean ``application/json``, as does an empty header; a client has to name
    ``application/graphql-response+json`` to get it, and gets it when it weighs both alike.
    """
    if not accept.strip():
        return JSON
    best: dict[str, tuple[int, float]] = {}  # a more specific range overrides a wider one
    for entry in accept.decode("latin-1").lower().split(","):
        name, *rest = (part.strip() for part in entry.split(";"))
        parameters = _parameters(rest)
        if parameters.get("charset", "utf-8") not in ("utf-8", "utf8"):
            continue
        weight = _weight(parameters)
        for ours in ("application/graphql-response+json", "application/json"):
            if name == ours:
                rank = 3
            elif ours == "application/json" and name == "application/*":
                rank = 2
            elif ours == "application/json" and name == "*/*":
                rank = 1
            else:
                continue
            best[ours] = max(best.get(ours, (0, 0.0)), (rank, weight))
    response = best.get("application/graphql-response+json", (0, 0.0))[1]
    plain = best.get("application/json", (0, 0.0))[1]
    if response > 0 and response >= plain:
        return RESPONSE_JSON
    return JSON if plain > 0 else None


@_remembered
def is_json(content_type: bytes) -> bool:
    """Whether a body of this Content-Type is JSON in UTF-8. Anything else is refused, also because a foreign
    web page can send other types without asking first."""
    name, *rest = (part.strip() for part in content_type.decode("latin-1").lower().split(";"))
    return name == "application/json" and _parameters(rest).get("charset", "utf-8") in ("utf-8", "utf8")


@_remembered
def language(accept_language: bytes) -> Language:
    """``zh`` when Chinese of any sort weighs more than English, or as much and stands first; else ``en``."""
    wishes: list[tuple[float, Language]] = []
    for entry in accept_language.decode("latin-1").lower().split(","):
        tag, *rest = (part.strip() for part in entry.split(";"))
        weight = _weight(_parameters(rest))
        primary = tag.partition("-")[0]
        if weight > 0 and primary in ("zh", "en"):
            wishes.append((weight, "zh" if primary == "zh" else "en"))
    # max gives the first of equal ones
    return max(wishes, key=lambda wish: wish[0])[1] if wishes else "en"


@_remembered
def host_name(host: bytes) -> str:
    """The name in a Host header, in lower case and without port; of ``[::1]:80`` it is ``::1``."""
    text = host.decode("latin-1").lower()
    if text.startswith("["):
        return text[1:].partition("]")[0]
    return text.partition(":")[0]


def request_id(given: bytes | None) -> str | None:
    """The client's own request id when it is sane: 1 to 64 characters of ``A-Za-z0-9._-``."""
    if given is not None and _REQUEST_ID.fullmatch(given):
        return given.decode("ascii")
    return None


def seconds(given: bytes) -> float | None:
    """A number of seconds above 0, written plainly such as ``2`` or ``0.25``; None for anything else."""
    if not re.fullmatch(rb"[0-9]{1,6}(\.[0-9]{1,6})?", given):
        return None
    return float(given) or None


@functools.lru_cache(maxsize=256)
def is_loopback(address: str) -> bool:
    """Whether an IP address is this machine's own: 127.0.0.0/8 or ::1."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    return found in _LOOPBACK_4 if found.version == 4 else found == _LOOPBACK_6


_LOOPBACK_4 = ipaddress.ip_network("127.0.0.0/8")
_LOOPBACK_6 = ipaddress.ip_address("::1")

"""How the value of a setting is read, whether TOML or the environment gave it.

Each reader takes what was given and returns the value; a ``ValueError`` says what was given and what is expected.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn
from zoneinfo import ZoneInfo

from hub.settings.address import check_database, is_server, read_server

_ORIGIN = re.compile(r"https?://[a-z0-9.-]+(?::[0-9]{1,5})?|https?://\[[0-9a-f:]+\](?::[0-9]{1,5})?")
_URL = re.compile(r"https?://[A-Za-z0-9.-]+(?::[0-9]{1,5})?/\S+|https?://\[[0-9a-f:]+\](?::[0-9]{1,5})?/\S+")
_HOST = re.compile(r"[a-z0-9.-]+|[0-9a-f:.]+")
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Given:
    """A value as it was given.

    ``place``: where, as messages name it. ``value``: a text, or whatever TOML can say. ``base``: the folder from which
    relative paths lead.
    """

    place: str
    value: object
    base: Path


def wrong(given: Given, expected: str) -> NoReturn:
    """Raise the error for a value."""
    said = repr(given.value)
    raise ValueError(f"{said if len(said) <= _SHOWN else said[:_SHOWN] + '…'} was given; {expected} expected")


def text(given: Given) -> str:
    """A text that is not empty."""
    if not isinstance(given.value, str) or not given.value.strip():
        wrong(given, "a text")
    return given.value.strip()


def store(given: Given) -> Path | tuple[str, str | None]:
    """``sqlite:PATH``, or the address of a server with its database, see ``address.read_server``."""
    if isinstance(given.value, str) and is_server(given.value):
        return read_server(given.value.strip())
    scheme, colon, path = given.value.partition(":") if isinstance(given.value, str) else ("", "", "")
    if scheme != "sqlite" or not colon or not path.strip():
        near = f"sqlite:{given.value}" if isinstance(given.value, str) and given.value else "sqlite:hub.sqlite"
        wrong(given, f"sqlite: and the path of a file, such as {near}, or neo4j:// and a server")
    return given.base / Path(path.strip()).expanduser()


def database(given: Given) -> str:
    """The name of a database of a server."""
    return check_database(text(given))


def secret(given: Given) -> str:
    """A secret text; what was given is not repeated."""
    if not isinstance(given.value, str) or not given.value:
        raise ValueError("a text that is not empty expected (what was given is not shown, being secret)")
    return given.value


def secret_file(given: Given) -> str:
    """The secret that a file holds, without the end of its line; it is read now."""
    path = given.base / Path(text(given)).expanduser()
    try:
        found = path.read_text("utf-8").removesuffix("\n").removesuffix("\r")
    except OSError as fault:
        raise ValueError(f"{path}: {fault.strerror}; the path of a file that holds the secret expected") from fault
    except UnicodeDecodeError as fault:
        raise ValueError(f"{path}: not UTF-8 at byte {fault.start}; save it as UTF-8") from fault
    if not found:
        raise ValueError(f"{path}: the file is empty; one that holds the secret expected")
    return found


def folder(given: Given) -> Path:
    """The path of a folder that is there."""
    path = given.base / Path(text(given)).expanduser()
    if not path.is_dir():
        wrong(given, "the path of a folder that is there")
    return path


def prefixes(given: Given) -> tuple[str, ...]:
    """Prefixes of regions, none of which begins with another."""
    found = _several(given)
    for prefix in found:
        if not (prefix.isascii() and prefix.isdigit() and len(prefix) in (2, 4, 6)) or prefix[0] == "0":
            wrong(given, "2, 4 or 6 digits a region, such as 510681 or 4313,")
        if any(prefix != other and prefix.startswith(other) for other in found):
            wrong(given, f"regions outside each other ({prefix} lies inside one of the others)")
    if not found:
        wrong(given, "at least one region")
    return found


def region_name(given: Given) -> str:
    """The name of a hub: letters, digits and dashes."""
    if not isinstance(given.value, str) or not re.fullmatch(r"[A-Za-z0-9-]{1,40}", given.value):
        wrong(given, "a name of up to 40 letters, digits and dashes, such as 510681,")
    return given.value


def zone(given: Given) -> ZoneInfo:
    """A time zone by its name."""
    name = text(given)
    try:
        return ZoneInfo(name)
    except (OSError, ValueError, KeyError):  # zoneinfo raises each of them, depending on how wrong the name is
        wrong(given, "the name of a time zone, such as Asia/Shanghai,")


def bytes_key(given: Given) -> bytes:
    """A secret of 32 bytes or more in hexadecimal; what was given is not repeated."""
    if isinstance(given.value, str) and re.fullmatch(r"(?:[0-9a-fA-F]{2}){32,64}", given.value.strip()):
        return bytes.fromhex(given.value.strip())
    raise ValueError(
        "this is no key (it is not shown, being secret); 64 to 128 hexadecimal digits expected, such as `openssl rand "
        "-hex 32` prints"
    )


def number(least: int, most: int) -> Callable[[Given], int]:
    """A whole number between two bounds, both included."""

    def read(given: Given) -> int:
        value = given.value
        if isinstance(value, str) and re.fullmatch(r"-?[0-9]{1,12}", value.strip()):
            value = int(value)
        # True is an int to Python, not to people.
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            wrong(given, f"a whole number from {least} to {most}")
        return value

    return read


def seconds(least: float, most: float) -> Callable[[Given], float]:
    """A number of seconds between two bounds, both included."""

    def read(given: Given) -> float:
        value = given.value
        if isinstance(value, str) and re.fullmatch(r"[0-9]{1,6}(\.[0-9]{1,6})?", value.strip()):
            value = float(value)
        if not isinstance(value, int | float) or isinstance(value, bool) or not least <= value <= most:
            wrong(given, f"seconds from {least:g} to {most:g}")
        return float(value)

    return read


def choice(*names: str) -> Callable[[Given], str]:
    """One of some words."""

    def read(given: Given) -> str:
        if given.value not in names:
            wrong(given, f"one of {', '.join(names)}")
        return str(given.value)

    return read


def origins(given: Given) -> tuple[str, ...]:
    """Origins of web pages; no ``*``, which would let any page read what its visitor can reach."""
    found = _several(given)
    if not all(_ORIGIN.fullmatch(origin) for origin in found):
        wrong(given, "origins in lower case such as https://map.example.cn or http://localhost:5173")
    return found


def url(given: Given) -> str:
    """A web address with a path."""
    said = text(given)
    if not _URL.fullmatch(said):
        wrong(given, "a web address with its path, such as http://127.0.0.1:4318/v1/traces,")
    return said


def host_names(given: Given) -> tuple[str, ...]:
    """Names by which clients may call the hub."""
    found = _several(given)
    if not found or not all(_HOST.fullmatch(host) for host in found):
        wrong(given, "host names in lower case without port")
    return found


def _several(given: Given) -> tuple[str, ...]:
    """A TOML list of texts, or one text with commas."""
    value = given.value
    if isinstance(value, str):
        value = [part.strip() for part in value.split(",") if part.strip()]
    if not isinstance(value, list) or not all(isinstance(part, str) for part in value):
        wrong(given, 'a list of texts, such as ["a", "b"], or in a variable "a,b",')
    return tuple(dict.fromkeys(value))

"""Moments and sizes as people read them."""

from __future__ import annotations

import datetime
from zoneinfo import ZoneInfo

from hub.stores.sql.backup import Contents


def moment(recorded: str, zone: ZoneInfo) -> str:
    """A recorded time in a time zone.

    >>> moment("2026-11-24T13:05:38+00:00", ZoneInfo("Asia/Shanghai"))
    '2026-11-24 21:05'
    """
    return datetime.datetime.fromisoformat(recorded).astimezone(zone).strftime("%Y-%m-%d %H:%M")


def size(number: int) -> str:
    """Bytes in units of a thousand.

    >>> [size(n) for n in (999, 20_480, 107_000_000)]
    ['999 bytes', '20.5 kB', '107.0 MB']
    """
    for unit, name in ((10**9, "GB"), (10**6, "MB"), (10**3, "kB")):
        if number >= unit:
            return f"{number / unit:.1f} {name}"
    return f"{number} bytes"


def holding(contents: Contents, zone: ZoneInfo) -> str:
    """What the file of a store holds, in a few words."""
    last = f"up to change {contents.version} of {moment(contents.at, zone)}" if contents.version else "no change yet"
    return f"{last}, {size(contents.bytes)}, model {contents.model[:8]}"

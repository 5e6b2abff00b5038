"""Settings of the HTTP layer: plain data, checked when made."""

from __future__ import annotations

import re
from dataclasses import dataclass

from hub.errors import Code, SettingsError

_ORIGIN = re.compile(r"https?://[a-z0-9.-]+(?::[0-9]{1,5})?|https?://\[[0-9a-f:]+\](?::[0-9]{1,5})?")

EXAMPLE = """\
# Ctrl+Enter runs the question. 按 Ctrl+Enter 运行查询。
{
  areaByCode(code: "510681") {
    name
    children(first: 20) {
      totalCount
      nodes {
        id
        name
      }
    }
  }
}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class WebSettings:
    """How the hub speaks HTTP.

    Raises:
        SettingsError: one line for each value that cannot be used.
    """

    hosts: tuple[str, ...] = ("localhost", "127.0.0.1", "::1")
    """Names by which clients may call this hub, without port; others are refused, so that no web page can
    reach a hub on loopback through a name of its own that it points there."""

    origins: tuple[str, ...] = ()
    """Origins of web pages that may read answers (CORS), such as ``https://map.example.cn``; written in full,
    in lower case. ``*`` is not accepted: it would let any page read whatever its visitor can reach."""

    body_bytes: int = 1024 * 1024
    """Largest body, in bytes, as received. 1 KiB to 64 MiB."""

    body_seconds: float = 10.0
    """A body has to be complete after so many seconds."""

    answer_seconds: float = 10.0
    """Deadline of an answer, in seconds; a client may ask for a shorter one with ``Linli-Deadline``."""

    overdue_seconds: float = 1.0
    """An answer that is so many seconds past its deadline is given up. Until then whoever answers may still
    give a partial answer."""

    health_seconds: float = 2.0
    """A health check that takes longer counts as failed."""

    audience: str = "loopback"
    """Stands in every ETag for whoever may read the answer: two hubs or two scopes never share one."""

    example: str = EXAMPLE
    """The question that the page at ``/`` begins with."""

    def __post_init__(self) -> None:
        faults = [
            f"{name}: {value:g} is not between {least:g} and {most:g}"
            for name, value, least, most in (
                ("body_bytes", self.body_bytes, 1024, 64 * 1024 * 1024),
                ("body_seconds", self.body_seconds, 0.05, 600),
                ("answer_seconds", self.answer_seconds, 0.05, 600),
                ("overdue_seconds", self.overdue_seconds, 0, 60),
                ("health_seconds", self.health_seconds, 0.05, 60),
            )
            if not least <= value <= most  # NaN is not either
        ]
        faults += [
            f"origins: {origin!r} is not an origin such as https://map.example.cn or http://localhost:5173"
            for origin in self.origins
            if not _ORIGIN.fullmatch(origin)
        ]
        faults += [
            f"hosts: {host!r} is not a host name in lower case without port"
            for host in self.hosts
            if not re.fullmatch(r"[a-z0-9.-]+|[0-9a-f:.]+", host)
        ]
        if not self.hosts:
            faults.append("hosts: at least one name is needed")
        if faults:
            raise SettingsError(Code.BAD_SETTINGS, "\n".join(faults))

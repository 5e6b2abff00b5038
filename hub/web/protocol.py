"""uvicorn's HTTP protocol, with limits on a request's head.

uvicorn waits for a request's line and headers for ever, and keeps whatever arrives: a few hundred silent
connections, or one endless header, are enough to stop it. The limits on bodies are in `hub.web.body` and
`hub.web.watch`.
"""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEAD_SECONDS = 10.0
"""A connection that has not sent a whole head for so long is closed: from its beginning, or from a head's
first bytes."""

HEAD_BYTES = 128 * 1024
"""Line and headers. The line alone may have 64 KiB: httptools refuses a longer one."""


class LimitedProtocol(HttpToolsProtocol):
    """Closes connections whose request line and headers are late or too large."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # uvicorn's own arguments, which change with its versions
        super().__init__(*args, **kwargs)
        self._head_bytes = 0
        self._head_timer: asyncio.TimerHandle | None = None
        self._awaiting_head = True

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn's
        super().connection_made(transport)
        self._head_timer = self.loop.call_later(HEAD_SECONDS, self._close)

    def connection_lost(self, exc: Exception | None) -> None:
        self._end_wait()
        super().connection_lost(exc)

    def on_message_begin(self) -> None:
        self._awaiting_head = True
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        self._awaiting_head = False
        self._end_wait()
        super().on_headers_complete()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        # Most heads come whole; then there is nothing to count.
        if self._awaiting_head and not self.transport.is_closing():
            self._head_bytes += len(data)
            if self._head_bytes > HEAD_BYTES:
                self.send_400_response(f"Request line and headers are limited to {HEAD_BYTES} bytes.")
            elif self._head_timer is None:
                self._head_timer = self.loop.call_later(HEAD_SECONDS, self._close)

    def _end_wait(self) -> None:
        self._head_bytes = 0
        if self._head_timer is not None:
            self._head_timer.cancel()
            self._head_timer = None

    def _close(self) -> None:
        if not self.transport.is_closing():
            self.transport.close()

"""A program that serves the small hub with several workers: port, seconds to stop, workers, and a file which, while it
is there, keeps a worker from starting.
"""

from __future__ import annotations

import os
import sys
from functools import partial
from pathlib import Path

import small_hub
from starlette.applications import Starlette

from hub.errors import Code, StoreError
from hub.web import Health, ServeSettings, WebSettings, create_app, serve_workers


class Which:
    """Health that says which worker it is of."""

    async def health(self) -> Health:
        return Health(True, {"pid": os.getpid()})


def make(broken: Path) -> Starlette:
    """The application of one worker."""
    if broken.exists():
        raise StoreError(Code.STORE_DOWN, f"{broken} is there")
    return create_app(small_hub.SmallAnswers(), WebSettings(), Which(), sdl=lambda: small_hub.SDL)


def main() -> None:
    port, stop_seconds, workers = map(int, sys.argv[1:4])
    settings = ServeSettings(port=port, stop_seconds=stop_seconds)
    started = serve_workers(
        partial(make, Path(sys.argv[4])), settings, workers, ready=lambda url: print(url, flush=True)
    )
    print("stopped" if started else "not started", flush=True)


if __name__ == "__main__":
    main()

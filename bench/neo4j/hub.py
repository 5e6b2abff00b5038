"""The hub as it is deployed: ``python -m bench.neo4j.hub URL DATABASE DAY`` prints its address and serves."""

from __future__ import annotations

import sys
from datetime import date

from hub.app import asgi_app, fixed_today, open_hub
from hub.settings import HubSettings, Neo4jAddress
from hub.web import ServeSettings, serve


def main() -> None:
    """Serve on a free port of loopback until SIGTERM."""
    url, database, day = sys.argv[1:]
    settings = HubSettings(store=Neo4jAddress(url, database), cursor_key=bytes(32), deadline=60.0)
    opened = open_hub(settings, today=fixed_today(date.fromisoformat(day)))
    serve(asgi_app(opened), ServeSettings(port=0), ready=lambda at: print(at, flush=True))


if __name__ == "__main__":
    main()

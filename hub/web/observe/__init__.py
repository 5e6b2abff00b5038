"""What operators learn of a running hub: counts at ``/metrics``, and spans where a collector is set.

- **family**: one metric with its name, type, unit and labels, declared once (`families.FAMILIES`); `docs/metrics.md`
  has a line for each, which a test compares with what a running hub tells.
- **series**: a family with values for its labels. Its **cells** hold the counts, in memory that all workers of a hub
  can read.
- **worker**: one process of the hub; without ``--workers`` there is one, number 0.

A request that is over passes: `observer` -> `meters` (what is counted; a microsecond or two) -> `board` (where), and,
where spans are set, `spans` (the one room of OpenTelemetry). A scrape passes: `scrape` (the one room of
prometheus_client) -> `board`, for all workers at once.
"""

from hub.web.observe.board import Board
from hub.web.observe.observer import Observer
from hub.web.observe.scrape import LookAtStores, StoreState, metrics_route

__all__ = ["Board", "LookAtStores", "Observer", "StoreState", "metrics_route"]

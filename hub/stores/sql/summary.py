"""What the store holds, for the catalogue."""

from __future__ import annotations

import sqlite3

from graph_schema.model import Model
from hub.stores.base import KindSummary, Summary
from hub.stores.sql import layout, origin

_MAX_SILENT = 1_000


def summarise(connection: sqlite3.Connection, model: Model, day: int) -> Summary:
    """Counts of owned nodes valid on a day, indicators of facts, and owned villages without a household."""
    kinds = []
    for kind in model.kinds:
        table = layout.node_table(kind.tag)
        count = connection.execute(
            f"SELECT count(*) FROM {table} WHERE stub = 0 AND valid_from <= ?1 AND valid_to > ?1", (day,)
        ).fetchone()[0]
        last = connection.execute(
            f"SELECT max(finished) FROM loads WHERE state = 'DONE' AND id IN (SELECT DISTINCT load FROM {table})"
        ).fetchone()[0]
        kinds.append(KindSummary(kind.name, count, last))
    return Summary(kinds, _indicators(connection, model, day), _silent(connection, model, day))


def _indicators(connection: sqlite3.Connection, model: Model, day: int) -> list[tuple[str, str, int]]:
    if "Fact" not in model.by_name:
        return []
    return connection.execute(
        "SELECT p_indicator, p_unit, count(*) FROM n_fact WHERE stub = 0 AND valid_from <= ?1 AND valid_to > ?1"
        " GROUP BY p_indicator, p_unit ORDER BY p_indicator, p_unit",
        (day,),
    ).fetchall()


def _silent(connection: sqlite3.Connection, model: Model, day: int) -> list[tuple[int, str]]:
    if "Household" not in model.by_name:
        return []
    return connection.execute(
        "SELECT a.sk + ?4, a.p_name FROM n_area a WHERE a.stub = 0 AND a.p_level = 'VILLAGE' AND a.valid_from <= ?1"
        " AND a.valid_to > ?1 AND (SELECT coalesce(sum(k.delta), 0) FROM k_place k WHERE k.area = a.sk"
        " AND k.what = ?3 AND k.day <= ?1) = 0 ORDER BY a.sk LIMIT ?2",
        (day, _MAX_SILENT, model.kind("Household").tag, origin.read(connection).base),
    ).fetchall()

"""What search sees: one row a searched property and value, former values with their days, and its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from graph_schema.keys import FOREVER
from graph_schema.model import Kind
from graph_schema.text import fold, tokens
from hub.stores.sql import ddl, layout
from hub.stores.sql.sqlite import forget_words
from hub.stores.sql.write.batch import Batch, fill

CHUNK = 20_000
"""Nodes whose search rows are renewed at once."""


def renew(batch: Batch, kind: Kind, numbers: Iterable[int], *, born: bool = False) -> None:
    """Make the search rows of nodes anew from what is stored; ``born`` says that they have none yet."""
    if not ddl.searched(kind):
        return
    waiting = sorted(numbers)
    for start in range(0, len(waiting), CHUNK):
        some = waiting[start : start + CHUNK]
        if not born:
            forget(batch, kind, some)
        _add(batch, kind, some)


def forget(batch: Batch, kind: Kind, numbers: Sequence[int]) -> None:
    """Take the search rows of nodes away."""
    if not ddl.searched(kind):
        return
    connection = batch.connection
    table = layout.search_table(kind.tag)
    batch.source.rows(table, "sk", numbers)
    fill(connection, "w_some", ((number,) for number in numbers))
    old = connection.execute(
        f"SELECT s.id, s.text FROM temp.w_some w CROSS JOIN {table} s WHERE s.sk = w.sk"
    ).fetchall()
    connection.executemany(forget_words(layout.token_table(kind.tag)), [(id_, tokens(text)) for id_, text in old])
    connection.executemany(f"DELETE FROM {table} WHERE id = ?", [(id_,) for id_, _ in old])


def rows(batch: Batch, kind: Kind, some: str) -> Iterator[tuple[int, int, int, str]]:
    """What should be there for the nodes in table ``some``: ``sk, since, until, text``, by property."""
    node = layout.node_table(kind.tag)
    batch.source.found(node, "sk", f"SELECT sk FROM {some}")
    for prop in ddl.searched(kind):
        column = layout.column(prop.name)
        first = "1"
        if prop.dated:
            history = layout.history_table(kind.tag, prop.name)
            batch.source.found(history, "sk", f"SELECT sk FROM {some}")
            first = f"coalesce((SELECT max(h.until) FROM {history} h WHERE h.sk = n.sk), 1)"
            for sk, since, until, text in batch.connection.execute(
                f"SELECT h.sk, h.since, h.until, h.value FROM {some} w CROSS JOIN {history} h "
                "WHERE h.sk = w.sk AND h.value IS NOT NULL ORDER BY w.sk, h.since"
            ):
                yield sk, since, until, fold(text)
        for sk, since, text in batch.connection.execute(
            f"SELECT n.sk, {first}, n.{column} FROM {some} w CROSS JOIN {node} n "
            f"WHERE n.sk = w.sk AND n.{column} IS NOT NULL ORDER BY w.sk"
        ):
            yield sk, since, FOREVER, fold(text)


def _add(batch: Batch, kind: Kind, numbers: Sequence[int]) -> None:
    connection = batch.connection
    table = layout.search_table(kind.tag)
    fill(connection, "w_some", ((number,) for number in numbers))
    found = list(rows(batch, kind, "temp.w_some"))
    first: int = connection.execute(f"SELECT coalesce(max(id), 0) + 1 FROM {table}").fetchone()[0]
    connection.executemany(
        f"INSERT INTO {table} (id, sk, since, until, text) VALUES (?, ?, ?, ?, ?)",
        [(first + place, *row) for place, row in enumerate(found)],
    )
    connection.executemany(
        f"INSERT INTO {layout.token_table(kind.tag)} (rowid, tokens) VALUES (?, ?)",
        [(first + place, tokens(row[3])) for place, row in enumerate(found)],
    )

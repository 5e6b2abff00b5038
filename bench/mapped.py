"""``strawchemy``: types generated from SQLAlchemy models, one statement a question.

On SQLite strawchemy pages no link that goes through another table, so it has tables of its own, copied from
the store that all others read: foreign keys with indexes, a household's village and head in its row, no dates
and no former values. All of that favours this side.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias

import strawberry
from sqlalchemy import BigInteger, Dialect, ForeignKey, TypeDecorator, create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from strawchemy import Strawchemy, StrawchemyConfig

from bench.raw.ids import origin
from graph_schema.keys import format_key, parse_key

Json: TypeAlias = dict[str, Any]

TEXT = (
    "query Nested($id: String!) { area(id: $id) { id name villages(limit: 20) { id name"
    " households(limit: 20) { id registerNumber size since head { holder } } } } }"
)
"""``nested`` in the words of this schema."""


class Key(TypeDecorator[str]):
    """A stored number that is an id outside."""

    impl = BigInteger
    cache_ok = True
    python_type = str

    def __init__(self, tag: str) -> None:
        super().__init__()
        self.tag = tag

    def process_bind_param(self, value: str | None, dialect: Dialect) -> int | None:
        return None if value is None else parse_key(value)[1]

    def process_result_value(self, value: int | None, dialect: Dialect) -> str | None:
        return None if value is None else format_key(self.tag, value)


class Base(DeclarativeBase):
    """The tables."""


class Posting(Base):
    __tablename__ = "posting"
    id: Mapped[str] = mapped_column(Key("post"), primary_key=True)
    holder: Mapped[str]


class Household(Base):
    __tablename__ = "household"
    id: Mapped[str] = mapped_column(Key("hh"), primary_key=True)
    register_number: Mapped[str]
    size: Mapped[int]
    village_id: Mapped[str] = mapped_column(Key("area"), ForeignKey("village.id"), index=True)
    since: Mapped[date]
    head_id: Mapped[str] = mapped_column(Key("post"), ForeignKey("posting.id"), index=True)
    head: Mapped[Posting] = relationship()


class Village(Base):
    __tablename__ = "village"
    id: Mapped[str] = mapped_column(Key("area"), primary_key=True)
    name: Mapped[str]
    township_id: Mapped[str] = mapped_column(Key("area"), ForeignKey("township.id"), index=True)
    households: Mapped[list[Household]] = relationship(order_by=Household.id)


class Township(Base):
    __tablename__ = "township"
    id: Mapped[str] = mapped_column(Key("area"), primary_key=True)
    name: Mapped[str]
    villages: Mapped[list[Village]] = relationship(order_by=Village.id)


_COPIES = (
    "INSERT INTO township SELECT sk + ?2, p_name FROM store.n_area WHERE p_level = 'TOWNSHIP'",
    "INSERT INTO village SELECT v.sk + ?2, v.p_name, t.id FROM store.n_area v "
    "JOIN store.c_area c ON c.dsc = v.sk AND c.since <= ?1 AND c.until > ?1 JOIN township t ON t.id = c.anc + ?2 "
    "WHERE v.p_level = 'VILLAGE'",
    "INSERT INTO posting SELECT sk + ?2, p_holder FROM store.n_post",
    # Day 1 of the calendar is 0001-01-01.
    "INSERT INTO household SELECT h.sk + ?2, h.p_register_number, h.p_size, v.id, "
    "date('0001-01-01', '+' || (n.since - 1) || ' days'), n.dst + ?2 FROM store.n_hh h "
    "JOIN store.l_hh_place l ON l.src = h.sk AND l.since <= ?1 AND l.until > ?1 "
    "JOIN store.c_area c ON c.dsc = l.dst AND c.since <= ?1 AND c.until > ?1 JOIN village v ON v.id = c.anc + ?2 "
    "JOIN store.l_hh_neighbour_head n ON n.src = h.sk AND n.since <= ?1 AND n.until > ?1",
)


def copy(store: Path, target: Path, day: date) -> None:
    """Make the tables of what a store holds on a day: townships, villages, households, postings."""
    engine = create_engine(f"sqlite:///{target}")
    Base.metadata.create_all(engine)
    engine.dispose()
    connection = sqlite3.connect(target)
    connection.execute("ATTACH ? AS store", (str(store),))
    given = day.toordinal(), origin(connection)
    for statement in _COPIES:
        connection.execute(statement, given)
    connection.commit()
    connection.execute("ANALYZE main")
    connection.close()


def _schema() -> strawberry.Schema:
    mapper = Strawchemy(StrawchemyConfig("sqlite", session_getter=lambda info: info.context["session"]))

    @mapper.type(Posting, include=["holder"], override=True)
    class PostingType: ...

    @mapper.type(Household, include=["id", "register_number", "size", "since", "head"], override=True)
    class HouseholdType: ...

    @mapper.type(Village, include=["id", "name", "households"], override=True, paginate=["households"])
    class VillageType: ...

    @mapper.type(Township, include=["id", "name", "villages"], override=True, paginate=["villages"])
    class TownshipType: ...

    class Query:
        area = mapper.field()

    Query.__annotations__ = {"area": TownshipType}
    return strawberry.Schema(strawberry.type(Query))


class App:
    """Its questions over HTTP: one route."""

    def __init__(self, tables: Path) -> None:
        self._schema = _schema()
        self._engine = create_engine(f"sqlite:///file:{tables}?mode=ro&uri=true")

    async def answer(self, request: Request) -> Response:
        """Run an operation; it keeps everybody waiting, as nobody else asks meanwhile."""
        asked = await request.json()
        with Session(self._engine) as session:
            result = self._schema.execute_sync(
                asked["query"], variable_values=asked["variables"], context_value={"session": session}
            )
        answer: Json = {"data": result.data}
        if result.errors:
            answer["errors"] = [error.formatted for error in result.errors]
        return JSONResponse(answer)


def as_ours(answer: Mapping[str, Any]) -> Json:
    """An answer in the shape in which the hub gives it; the values are as they were."""
    area: Json = answer["area"]
    villages = [
        {
            "id": village["id"],
            "name": village["name"],
            "households": {"nodes": [_household(household) for household in village["households"]]},
        }
        for village in area["villages"]
    ]
    return {"area": {"id": area["id"], "name": area["name"], "descendants": {"nodes": villages}}}


def _household(found: Json) -> Json:
    head = {"since": found["since"], "node": found["head"]}
    return {
        "id": found["id"],
        "registerNumber": found["registerNumber"],
        "size": found["size"],
        "neighbourHead": head,
    }

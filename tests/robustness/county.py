"""A made-up county, mixed changes of it, a job that loads them, and looks at the file they are loaded into.

Nodes are named by number; the first of each kind are there from ``BEGIN`` on. Every batch of ``mixed`` has 1,000 rows
and touches every chapter: new nodes, values dated and not, links that lead elsewhere, begin and end, parts, facts, and
a village that is merged while its groups move on.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from contextlib import closing
from decimal import Decimal
from pathlib import Path

from graph_schema.changes import Change, EndLinks, Row, Succeed, UpsertLinks, UpsertNodes, UpsertParts
from graph_schema.keys import format_key, pack
from graph_schema.kinds import load_model
from hub.stores.sql.changes import Tally, apply
from hub.stores.sql.digest import digest
from hub.stores.sql.files import create, open_for_writing
from hub.stores.sql.loads import begin_load, finish_load, open_loads
from hub.stores.sql.look import reading
from hub.stores.sql.verify import Fault, check

REGION = "510681"
BEGIN = datetime.date(2019, 1, 1)
LATER = datetime.date(2020, 6, 1)
MODEL = load_model()
TOWNSHIPS, VILLAGES, GROUPS = 4, 40, 80
ORGANISATIONS, ALLIANCES, HEADS, HOUSEHOLDS = 45, 5, 480, 4_000
BATCHES = 20
NEW = 560
"""New households of a mixed batch: what its other changes leave of its rows."""
ROLES = ("GROUP_HEAD", "NEIGHBOUR_HEAD", "NEIGHBOUR_HEAD", "GRID_HEAD", "SECRETARY")


def key(tag: str, number: int, region: str = REGION) -> str:
    """The public key of a node, numbered from 1."""
    return format_key(tag, pack(region, number))


def township(n: int) -> str:
    """Townships count from 0, and so do villages, groups and the like below."""
    return key("area", 2 + n % TOWNSHIPS)


def village(n: int) -> str:
    return key("area", 2 + TOWNSHIPS + n % VILLAGES)


def group(n: int) -> str:
    return key("area", 2 + TOWNSHIPS + VILLAGES + n % GROUPS)


def day(n: int) -> datetime.date:
    """A day after everything began."""
    return LATER + datetime.timedelta(days=n)


def county() -> Iterator[Change]:
    """The county as it is before any load."""
    areas: list[Row] = [(key("area", 1), "三水县", "COUNTY", None, BEGIN)]
    areas += [(township(n), f"第{n}镇", "TOWNSHIP", key("area", 1), BEGIN) for n in range(TOWNSHIPS)]
    areas += [(village(n), f"{n}村", "VILLAGE", township(n), BEGIN) for n in range(VILLAGES)]
    areas += [(group(n), f"第{n}组", "GROUP", village(n // 2), BEGIN) for n in range(GROUPS)]
    yield UpsertNodes("Area", ("id", "name", "level", "parent", "validFrom"), areas)
    codes: list[Row] = [(village(n), BEGIN, "NBS", "2019", f"510681{100 + n % 4}{200 + n}") for n in range(VILLAGES)]
    yield UpsertParts("Area", "codes", ("of", "since", "authority", "vintage", "code"), codes)
    organisations: list[Row] = [(key("org", 1), "县委", "PARTY_COMMITTEE", None, key("area", 1), BEGIN)]
    organisations += [
        (key("org", n), f"第{n}支部", "BRANCH", key("org", 1 + n % 5 if n > 5 else 1), village(n), BEGIN)
        for n in range(2, ORGANISATIONS + 1)
    ]
    yield UpsertNodes("Organisation", ("id", "name", "form", "parent", "seat", "validFrom"), organisations)
    alliances: list[Row] = [
        (key("alliance", n), f"联盟{n}", "REGIONAL", BEGIN, township(n), BEGIN) for n in range(1, ALLIANCES + 1)
    ]
    yield UpsertNodes("Alliance", ("id", "name", "type", "founded", "seat", "validFrom"), alliances)
    members: list[Row] = [(key("alliance", a), key("org", o), BEGIN, "MEMBER") for a, o in _members()]
    yield UpsertLinks("Alliance", "members", ("from", "to", "since", "role"), members)
    heads: list[Row] = [
        (key("post", n), "NEIGHBOUR_HEAD", f"邻长{n}", n % 3 == 0, group(n), BEGIN) for n in range(1, HEADS + 1)
    ]
    yield UpsertNodes("Posting", ("id", "role", "holder", "partyMember", "area", "validFrom"), heads)
    households: list[Row] = [
        (key("hh", n), f"{n:06d}", n % 6 + 1, group(n), key("post", n % HEADS + 1), BEGIN)
        for n in range(1, HOUSEHOLDS + 1)
    ]
    columns = ("id", "registerNumber", "size", "place", "neighbourHead", "validFrom")
    yield UpsertNodes("Household", columns, households)


def mixed(k: int) -> list[Change]:
    """The batch of number ``k``, from 0: each touches other households, and the same organisations again."""
    on = day(k)

    def some(number: int, first: int = 0) -> range:
        """Numbers of nodes that are there from the beginning, others in each batch."""
        return range(first + k * number + 1, first + (k + 1) * number + 1)

    new = key("area", 1_000 + k)
    orgs = [key("org", n) for n in range(2, 22)]
    head = UpsertNodes(
        "Household", ("id", "neighbourHead", "since"), [(key("hh", n), key("post", n % 7 + 9), on) for n in some(80)]
    )
    moved = [(key("hh", n), group(n + 3), on) for n in some(100, 2_000)]
    return [
        UpsertNodes(
            "Household",
            ("registerNumber", "size", "pointsFile", "place", "neighbourHead", "validFrom"),
            [(f"n{k}-{n}", n % 7 + 1, n % 2 == 0, group(n + k), key("post", n % HEADS + 1), on) for n in range(NEW)],
        ),
        UpsertNodes("Household", ("id", "size"), [(key("hh", n), n % 6 + 2) for n in some(100)]),
        UpsertNodes("Household", ("id", "place", "since"), moved),
        head,
        UpsertNodes(
            "Posting",
            ("area", "role", "holder", "validFrom", "validTo"),
            [(group(n), ROLES[n % len(ROLES)], f"新{k}-{n}", on, day(900) if n % 4 == 0 else None) for n in range(60)],
        ),
        UpsertNodes("Posting", ("id", "role"), [(key("post", n), ROLES[n % len(ROLES)]) for n in some(24)]),
        UpsertNodes("Posting", ("id", "validTo"), [(key("post", n), day(400)) for n in some(20)]),
        UpsertNodes("Organisation", ("id", "name", "since"), [(org, f"更名{k} {n}", on) for n, org in enumerate(orgs)]),
        UpsertParts(
            "Area",
            "codes",
            ("of", "since", "authority", "vintage", "code"),
            [(village(n), on, "MCA", f"{k}", f"510681{100 + k}{200 + n}") for n in range(10)],
        ),
        UpsertLinks(
            "Alliance",
            "members",
            ("from", "to", "since", "role"),
            [(key("alliance", n % ALLIANCES + 1), orgs[n], on, "OBSERVER") for n in range(10)],
        ),
        EndLinks("Alliance", "members", ("from", "to", "role", "until"),
                 [(key("alliance", a), key("org", o), "MEMBER", on) for a, o in _members()[k * 5 : k * 5 + 5]]),
        UpsertNodes(
            "Area", ("id", "name", "level", "parent", "validFrom"), [(new, f"并{k}村", "VILLAGE", township(k), on)]
        ),
        Succeed("Area", ("from", "to", "date", "reform", "basis"), [(village(k), new, on, "合村", "INVENTED")]),
        UpsertNodes("Area", ("id", "parent", "since"), [(group(2 * k), new, on), (group(2 * k + 1), new, on)]),
        UpsertNodes("Area", ("id", "name", "since"), [(township(n), f"第{n}街道{k}", on) for n in range(2)]),
        UpsertNodes(
            "Fact",
            ("indicator", "period", "status", "bound", "value", "unit", "source", "area", "validFrom"),
            [("户数", f"{2000 + k}", "ACTUAL", "EXACT", Decimal(k), "户", "公报", township(n), on) for n in range(4)],
        ),
        UpsertNodes("Area", ("id", "validTo"), [(group(79 - k), day(700 + k))]),
    ]  # fmt: skip


def _members() -> list[tuple[int, int]]:
    """Alliance and organisation of each membership that is there from the beginning."""
    return [(a, o) for a in range(1, ALLIANCES + 1) for o in range(2, ORGANISATIONS + 1)]


def make(path: Path) -> None:
    """A store file that holds the county."""
    with closing(create(path, MODEL, [REGION])) as connection:
        apply(connection, MODEL, list(county()), actor="test", reason="test", source="county")


def load(path: Path, batches: int = BATCHES, pages: int | None = None) -> Tally:
    """Load mixed batches, or what is still missing of them; returns what was written.

    Args:
        pages: the file may have no more, as if the disk were full then.
    """
    written = Tally()
    with closing(open_for_writing(path, MODEL)) as connection:
        if pages is not None:
            connection.execute(f"PRAGMA max_page_count = {pages}")
        going = open_loads(connection)
        number = going[0].id if going else begin_load(connection, "mixed", f"{batches}")
        done = int(going[0].checkpoint or 0) if going else 0
        for k in range(done, batches):
            receipt = apply(
                connection,
                MODEL,
                mixed(k),
                actor="test",
                reason="test",
                source="mixed",
                load=number,
                checkpoint=f"{k + 1}",
            )
            for tally in receipt.tallies.values():
                written += tally
        finish_load(connection, number)
    return written


def digest_of(path: Path) -> str:
    """The digest of a store file."""
    with reading(path, MODEL) as connection:
        return digest(connection, MODEL)


def faults_of(path: Path) -> list[Fault]:
    """What ``linli check`` finds in a store file."""
    with closing(open_for_writing(path, MODEL)) as connection:
        return check(connection, MODEL)


def rows(changes: Sequence[Change]) -> int:
    """Rows of changes."""
    return sum(len(change.rows) for change in changes)

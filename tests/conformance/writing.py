"""The door of ``hub/stores/door.py``: what every store that can be written to does with changes and loads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from typing import Any

import pytest

from graph_schema import uscc
from graph_schema.changes import Change, EndLinks, Succeed, UpsertLinks, UpsertNodes, UpsertParts
from graph_schema.keys import pack
from hub.errors import ChangeError, Code
from hub.stores.door import Bearer, Door, Meant, Receipt, Tally
from tests.conformance.graph import BEGIN, FOREIGN_AREA, REFORM, TODAY, WRITTEN, area, batches, key, org

DIGEST = "0" * 64
OTHERWISE = {**WRITTEN, "reason": "later"}
NEW = ("name", "level", "parent", "validFrom")
COUNTY = UpsertNodes("Area", NEW, [("广汉市", "COUNTY", None, BEGIN)])


def home(number: str, size: int, place: str, **more: object) -> UpsertNodes:
    """A household that is found by its place and number."""
    given = {"registerNumber": number, "size": size, "place": place, "validFrom": REFORM, **more}
    return UpsertNodes("Household", tuple(given), [tuple(given.values())])


def filled(door: Door) -> None:
    for batch in batches():
        door.apply(batch, **WRITTEN)


def refused(work: Callable[[], Any]) -> tuple[Code, str, Mapping[str, object]]:
    with pytest.raises(ChangeError) as caught:
        work()
    return caught.value.code, str(caught.value), caught.value.details


def tallies(receipt: Receipt) -> dict[str, tuple[int, int, int]]:
    return {name: (one.created, one.changed, one.unchanged) for name, one in receipt.tallies.items()}


class Writing:
    """Every store that can be written to does so."""

    # changes

    def test_keys_are_numbered_in_the_order_of_rows(self, door: Door) -> None:
        """From 2 on: number 1 is kept for the region's own area."""
        county = door.apply([COUNTY], **WRITTEN)
        assert (county.seq, county.keys()) == (1, [area(2)])
        rows = [("三水镇", "TOWNSHIP", area(2), BEGIN), ("南丰镇", "TOWNSHIP", area(2), BEGIN)]
        receipt = door.apply([UpsertNodes("Area", NEW, rows)], **WRITTEN)
        assert (receipt.seq, receipt.keys()) == (2, [area(3), area(4)])
        assert [list(numbers) for numbers in receipt.numbers] == [[pack("510681", 3), pack("510681", 4)]]
        assert tallies(receipt) == {"Area.parent": (2, 0, 0), "Area": (2, 0, 0)}

    def test_what_is_there_already_is_written_once(self, door: Door) -> None:
        filled(door)
        organisations = batches()[0][-1:]
        receipt = door.apply(organisations, **WRITTEN)
        assert receipt.seq is None
        assert tallies(receipt) == {
            "Organisation.parent": (0, 0, 5),
            "Organisation.seat": (0, 0, 5),
            "Organisation": (0, 0, 5),
        }

    def test_a_row_finds_its_node_by_the_natural_key(self, door: Door) -> None:
        filled(door)
        receipt = door.apply([home("001", 4, area(7)), home("009", 2, area(7))], **WRITTEN)
        assert (receipt.keys(0), receipt.keys(1)) == ([key("hh", 1)], [key("hh", 6)])
        assert receipt.tallies["Household"] == Tally(created=1, changed=1, unchanged=0)

    def test_a_trial_leaves_nothing_behind(self, door: Door) -> None:
        filled(door)
        change = [home("009", 2, area(7))]
        trial = door.apply(change, **WRITTEN, dry_run=True)
        assert door.existing("Household", [key("hh", 6)]) == set()
        real = door.apply(change, **WRITTEN)
        assert (trial.seq, trial.numbers, tallies(trial)) == (real.seq, real.numbers, tallies(real))
        assert door.existing("Household", [key("hh", 6)]) == {key("hh", 6)}

    def test_all_of_a_batch_or_nothing(self, door: Door) -> None:
        filled(door)
        batch: list[Change] = [home("009", 2, area(7)), home("010", 2, area(99))]
        refused(lambda: door.apply(batch, **WRITTEN))
        assert door.existing("Household", [key("hh", 6)]) == set()

    def test_all_of_a_transaction_or_nothing(self, door: Door) -> None:
        filled(door)
        with suppress(ZeroDivisionError), door.transaction():
            door.apply([home("009", 2, area(7))], **WRITTEN)
            assert door.existing("Household", [key("hh", 6)]) == {key("hh", 6)}
            raise ZeroDivisionError
        with door.transaction(keep=False):
            door.apply([home("009", 2, area(7))], **WRITTEN)
        assert door.existing("Household", [key("hh", 6)]) == set()
        with door.transaction():
            first = door.apply([home("009", 2, area(7))], **WRITTEN)
            second = door.apply([home("010", 2, area(7))], **WRITTEN)
        assert (first.seq, second.seq) == (4, 5)
        assert door.existing("Household", [key("hh", 6), key("hh", 7)]) == {key("hh", 6), key("hh", 7)}

    @pytest.mark.parametrize(
        ("change", "code", "words"),
        [
            (
                home("009", 2, area(99)),
                Code.UNKNOWN_NODE,
                "Household, row 0, column 'place': there is no Area area:510681:00000033; create it first, earlier in "
                "the same batch or before, or correct the key",
            ),
            (
                UpsertNodes("Household", ("id", "size"), [(key("hh", 1), "many")]),
                Code.BAD_VALUE,
                "Household, row 0, column 'size', value 'many': a whole number is expected, not a str; convert it",
            ),
            (
                UpsertNodes("Household", ("id", "weight"), [(key("hh", 1), 1)]),
                Code.UNKNOWN_COLUMN,
                "Household, column 'weight': no such column; there are: id, neighbourHead, place, pointsFile, region, "
                "registerNumber, since, size, validFrom, validTo",
            ),
            (
                UpsertNodes("Area", ("id", "parent", "since"), [(area(1), area(7), TODAY)]),
                Code.CYCLE,
                "Area.parent, row 0, column 'parent': area:510681:00000001 would stand above itself; give it another "
                "parent",
            ),
            (
                UpsertLinks(
                    "Household", "neighbourHead", ("from", "to", "since"), [(key("hh", 1), key("post", 2), TODAY)]
                ),
                Code.SECOND_LINK,
                "Household.neighbourHead, row 0: hh:510681:00000001 would have two neighbourHead at once: "
                "post:510681:00000001 from 2021-01-01 until open, and post:510681:00000002 from 2024-06-15 until open; "
                "end the earlier one first (EndLinks, or UpsertLinks with until)",
            ),
            (
                EndLinks("Alliance", "members", ("from", "to", "until"), [(key("alliance", 1), org(3), TODAY)]),
                Code.UNKNOWN_NODE,
                "Alliance.members, row 0, column 'until': no members from alliance:510681:00000001 to "
                "org:510681:00000003 is valid on 2024-06-15; check both ends and the day",
            ),
        ],
        ids=["no such node", "a value of another type", "no such column", "a cycle", "a second link", "no such link"],
    )
    def test_refusals_word_by_word(self, door: Door, change: Change, code: Code, words: str) -> None:
        filled(door)
        assert refused(lambda: door.apply([change], **WRITTEN))[:2] == (code, words)

    def test_ends_successions_and_parts(self, door: Door) -> None:
        filled(door)
        until = date(2024, 1, 1)
        receipt = door.apply(
            [
                EndLinks("Alliance", "members", ("from", "to", "until"), [(key("alliance", 1), org(2), until)]),
                Succeed(
                    "Area", ("from", "to", "date", "reform", "basis"), [(area(6), area(5), until, "并村", "INVENTED")]
                ),
                UpsertParts(
                    "Area",
                    "codes",
                    ("of", "authority", "vintage", "code", "since", "until"),
                    [
                        (area(3), "NBS", "2019", "510681102", BEGIN, None),
                        (area(1), "NBS", "2019", "510681", BEGIN, until),
                    ],
                ),
            ],
            **WRITTEN,
        )
        assert tallies(receipt) == {
            "Alliance.members": (0, 1, 0),
            "Area.successors": (1, 0, 0),
            "Area": (0, 1, 0),
            "Area.codes": (1, 1, 0),
        }

    # loads

    def test_a_load_is_begun_goes_on_and_is_done(self, door: Door) -> None:
        filled(door)
        load = door.begin_load("households.csv", DIGEST)
        assert load == 1
        code, words, details = refused(lambda: door.begin_load("others.csv", DIGEST))
        assert (code, details) == (Code.OPEN_LOAD, {"load": 1, "checkpoint": None})
        assert "load 1 of 'households.csv'" in words
        door.apply([home("009", 2, area(7))], **WRITTEN, load=load, checkpoint="row 1")
        [opened] = door.open_loads()
        assert (opened.source, opened.digest, opened.state, opened.checkpoint, opened.rows) == (
            "households.csv",
            DIGEST,
            "OPEN",
            "row 1",
            1,
        )
        door.finish_load(load)
        assert door.open_loads() == []
        [logged] = door.all_loads()
        assert (logged.load.state, logged.actor, logged.reason) == ("DONE", WRITTEN["actor"], WRITTEN["reason"])
        assert refused(lambda: door.finish_load(load))[0] is Code.BAD_ARGUMENT

    def test_a_load_is_undone(self, door: Door) -> None:
        filled(door)
        load = door.begin_load("households.csv", DIGEST)
        door.apply([home("001", 9, area(7)), home("009", 2, area(7))], **WRITTEN, load=load)
        door.finish_load(load)
        assert door.written(load).tallies["Household"] == Tally(created=1, changed=1)
        door.check_undo(load)
        assert door.existing("Household", [key("hh", 6)]) == {key("hh", 6)}
        assert door.undo_load(load, actor="a", reason="wrong file") == 5
        assert door.existing("Household", [key("hh", 6)]) == set()
        again = door.apply([home("001", 3, area(7))], **WRITTEN)
        assert again.seq is None, "the size is not what it was before"
        assert door.apply([home("009", 2, area(7))], **WRITTEN).keys() == [key("hh", 7)], "a number is used again"
        for work in (door.check_undo, door.written):
            code, words, details = refused(lambda work=work: work(load))
            assert (code, details) == (Code.BAD_ARGUMENT, {"load": load})
            assert "it is undone already" in words

    def test_a_load_that_wrote_nothing(self, door: Door) -> None:
        load = door.begin_load("empty.csv", DIGEST)
        assert door.undo_load(load, actor="a", reason="r") is None
        assert door.all_loads()[0].load.state == "UNDONE"

    def test_no_undo_of_what_was_changed_later(self, door: Door) -> None:
        filled(door)
        load = door.begin_load("households.csv", DIGEST)
        door.apply([home("009", 2, area(7))], **WRITTEN, load=load)
        door.finish_load(load)
        door.apply([home("009", 3, area(7))], **OTHERWISE)
        code, words, details = refused(lambda: door.undo_load(load, actor="a", reason="r"))
        assert (code, details["later"]) == (Code.BAD_ARGUMENT, 5)
        assert f"load {load} cannot be undone: change 5 from 'graph.py'" in words
        assert door.existing("Household", [key("hh", 6)]) == {key("hh", 6)}

    def test_no_such_load(self, door: Door) -> None:
        code, words, details = refused(lambda: door.undo_load(7, actor="a", reason="r"))
        assert (code, words) == (Code.BAD_ARGUMENT, "load 7: there is no such load; none was ever begun")
        assert details == {"load": 7, "loads": []}

    # what is there

    def test_what_the_hub_owns(self, door: Door) -> None:
        assert door.owned() == ("510681",)
        assert not door.holds("Household")
        filled(door)
        assert door.holds("Household")
        assert door.existing("Area", [area(1), area(9), FOREIGN_AREA]) == {area(1), FOREIGN_AREA}

    def test_areas_by_their_codes(self, door: Door) -> None:
        filled(door)
        today, then = TODAY.toordinal(), BEGIN.toordinal()
        asked = [
            ("510681", None, today),
            ("510681000000", None, today),
            ("510681101", None, today),
            ("510681101", "MCA", today),
            ("510681101201", None, today),
            ("510681101202", None, then),
            ("999999", None, today),
        ]
        both = (Bearer(area(2), "三水镇", "NBS", "510681101"), Bearer(area(3), "南丰镇", "MCA", "510681101"))
        assert door.areas_by_code(asked) == {
            asked[0]: Meant(area(1)),
            asked[1]: Meant(area(1)),
            asked[2]: Meant(None, both),
            asked[3]: Meant(area(3)),
            asked[4]: Meant(area(4)),
            asked[5]: Meant(None, from_day=REFORM.toordinal()),
            asked[6]: Meant(None),
        }
        assert door.bearing(["510681101", "510681000000"]) == {"510681101": list(both)}

    def test_areas_by_their_names(self, door: Door) -> None:
        filled(door)
        today = TODAY.toordinal()
        asked = [(area(1), "石门村", today), (area(3), "石门村", today), (area(1), "古村", today)]
        assert door.areas_below(asked) == {
            asked[0]: Meant(area(6)),
            asked[1]: Meant(None),
            asked[2]: Meant(None),
        }

    def test_organisations_by_their_credit_codes(self, door: Door) -> None:
        filled(door)
        code = uscc.make("91", "510681", 7)
        door.apply([UpsertNodes("Organisation", ("id", "uscc"), [(org(4), code)])], **WRITTEN)
        assert door.organisations_by_uscc([code, "x"]) == {code: Meant(org(4))}

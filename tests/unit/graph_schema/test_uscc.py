"""Unified social credit codes: the arithmetic, the hints, and invented codes."""

import pickle
import random

import pytest

from graph_schema.uscc import ALPHABET, MAX_SERIAL, UsccError, check_character, make, validate

PUBLISHED = (
    "91350100M000100Y43",
    "91110000600037341L",
    "121200004013590816",
    "91152201078377449P",
    "91310115MA1K3BTP2B",
    "913205056082348768",
)
"""Codes of real organisations that manuals and the tests of other libraries print."""


def test_published_codes_pass() -> None:
    assert [validate(code) for code in PUBLISHED] == list(PUBLISHED)


def test_check_character_by_the_standards_formula() -> None:
    rnd = random.Random(4)
    for _ in range(2000):
        first = "".join(rnd.choice(ALPHABET) for _ in range(17))
        total = sum(ALPHABET.index(c) * (3**place % 31) for place, c in enumerate(first))
        assert check_character(first) == ALPHABET[(31 - total % 31) % 31]


@pytest.mark.parametrize("start", ["91", "93", "N1", "N2", "N3", "11", "52", "12", "A1", "Y1"])
def test_invented_codes_pass_whoever_registers(start: str) -> None:
    code = make(start, "510681", 42)
    assert code.startswith(start + "510681X0000042")
    assert validate(code) == validate(code.lower()) == code


def test_invented_codes_differ() -> None:
    rnd = random.Random(5)
    serials = rnd.sample(range(MAX_SERIAL + 1), 5000)
    made = {make(start, "510681", serial) for serial in serials for start in ("91", "N3")}
    assert len(made) == 10_000
    assert all(validate(code) == code for code in made)


def test_the_organisation_code_inside_passes_its_own_check() -> None:
    for serial in (0, 1, 77, MAX_SERIAL):
        body = make("91", "110101", serial)[8:17]
        weights = (3, 7, 9, 10, 5, 8, 4, 2, 1)
        values = [10 if place == 8 and c == "X" else int(c, 36) for place, c in enumerate(body)]
        assert sum(w * v for w, v in zip(weights, values, strict=True)) % 11 == 0


def test_every_single_fault_is_found() -> None:
    rnd = random.Random(6)
    for _ in range(300):
        code = make(rnd.choice(("91", "N2")), "510681", rnd.randrange(MAX_SERIAL))
        place = rnd.randrange(18)
        wrong = code[:place] + rnd.choice(ALPHABET.replace(code[place], "")) + code[place + 1 :]
        with pytest.raises(UsccError):
            validate(wrong)


def test_swapped_neighbours_are_found_and_named() -> None:
    code = make("91", "510681", 1234567)
    wrong = code[:3] + code[4] + code[3] + code[5:]
    with pytest.raises(UsccError, match=f"did you mean {code}") as caught:
        validate(wrong)
    assert caught.value.place == 18


@pytest.mark.parametrize(("read", "written"), [("1", "I"), ("0", "O"), ("2", "Z"), ("5", "S"), ("U", "V")])
def test_look_alikes_are_named_with_the_reading_that_passes(read: str, written: str) -> None:
    first = "91510681" + read + "40000009"
    code = first + check_character(first)
    with pytest.raises(UsccError) as caught:
        validate(code.replace(read, written) if read == "U" else code[:8] + written + code[9:])
    assert f"did you mean {code}?" in str(caught.value)
    assert f"{written!r} at place 9" in str(caught.value) and caught.value.place == 9


def test_look_alikes_without_a_passing_reading_still_get_a_hint() -> None:
    code = make("91", "510681", 7)
    with pytest.raises(UsccError, match="did you mean 5 for S"):
        validate(code[:8] + "S" + code[9:])


@pytest.mark.parametrize(
    ("given", "parts"),
    [
        ("", ["empty"]),
        ("91510681X00000019", ["17 characters", "18 characters expected"]),
        ("510681000012345", ["15 characters", "注册号"]),
        ("X00000019", ["9 characters", "组织机构代码"]),
        ("9.15106E+17", ["spreadsheet", "format the column as text"]),
        ("915106810000001000", ["spreadsheets round numbers after 15 digits"]),
        ("９1510681X00000019Q", ["full-width", "write 91510681X00000019Q"]),
        ("91510681 X00000019Q", ["blanks", "write 91510681X00000019Q"]),
        ("9151A681X00000019Q", ["'A' at place 5", "places 3 to 8"]),
        ("91510681X00000019R", ["'R' at place 18", "'Q' follows"]),
        ("91510681中00000019Q", ["'中' at place 9"]),
        ("91510681X0000001!Q", ["'!' at place 17", "18 characters expected"]),
    ],
)
def test_a_malformed_code_is_explained(given: str, parts: list[str]) -> None:
    with pytest.raises(UsccError) as caught:
        validate(given)
    assert all(part in str(caught.value) for part in parts), str(caught.value)


@pytest.mark.parametrize(
    "given",
    [
        "110101199003070011",
        "110101199003070 02X",
        "110101199003079000",
        "110101900307001",
        "11O101199003O70011",
    ],
)
def test_a_number_that_looks_personal_is_never_repeated(given: str) -> None:
    with pytest.raises(UsccError) as caught:
        validate(given)
    assert "9003" not in str(caught.value) + repr(caught.value)
    assert "not repeated" in caught.value.shown


def test_an_identity_card_number_is_recognised() -> None:
    first = "11010119900307001"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    last = "10X98765432"[sum(int(d) * w for d, w in zip(first, weights, strict=True)) % 11]
    with pytest.raises(UsccError, match="identity-card number"):
        validate(first + last)


@pytest.mark.parametrize(
    ("start", "division", "serial"),
    [("9", "510681", 1), ("I1", "510681", 1), ("91", "5106", 1), ("91", "51068A", 1), ("91", "510681", -1)],
)
def test_make_refuses_what_would_be_no_code(start: str, division: str, serial: int) -> None:
    with pytest.raises(UsccError):
        make(start, division, serial)
    with pytest.raises(UsccError, match="0 to 9999999"):
        make("91", "510681", MAX_SERIAL + 1)


@pytest.mark.parametrize("first", ["", "91510681X0000001", "91510681X0000001I"])
def test_check_character_refuses_what_has_none(first: str) -> None:
    with pytest.raises(UsccError):
        check_character(first)


def test_the_error_survives_another_process() -> None:
    with pytest.raises(UsccError) as caught:
        validate("91510681X00000019R")
    copy = pickle.loads(pickle.dumps(caught.value))
    assert type(copy) is UsccError and str(copy) == str(caught.value) and copy.place == 18

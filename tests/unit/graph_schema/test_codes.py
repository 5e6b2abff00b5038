"""Division codes: what the digits say, what a text may mean, and what an error tells."""

import itertools
import pickle
import random

import pytest

from graph_schema.codes import (
    WIDTHS,
    AreaType,
    CodeError,
    Level,
    ancestor_codes,
    area_type,
    candidates,
    level_of,
    normalise,
    parent_code,
    region_of,
)
from graph_schema.kinds.areas import AREA_LEVEL


def random_codes(seed: int, number: int) -> list[str]:
    """Codes of all widths, with many zeros, since zeros are what is ambiguous."""
    rnd = random.Random(seed)
    return [
        rnd.choice("123456789") + "".join(rnd.choice("0001234569") for _ in range(rnd.choice((1, 3, 5, 8, 11))))
        for _ in range(number)
    ]


def test_padding_is_a_spelling() -> None:
    assert normalise("510681") == normalise("510681000000") == "510681000000"
    assert candidates("510681") == candidates("510681000000") == ("510681000000", "510681000", "510681")


def test_dongguan_and_its_nominal_county_are_both_candidates() -> None:
    expected = ("441900000000", "441900000", "441900", "4419")
    assert candidates("4419") == candidates("441900") == candidates("441900000000") == expected


def test_six_digits_of_the_civil_affairs_list_may_be_a_province() -> None:
    assert candidates("520000")[-1] == "52"


def test_a_village_has_one_meaning() -> None:
    assert candidates("510681101204") == ("510681101204",)


def test_candidates_agree_with_their_definition() -> None:
    for code in random_codes(1, 5000):
        found = candidates(code)
        widths = [len(candidate) for candidate in found]
        assert widths == sorted(widths, reverse=True) and set(widths) <= set(WIDTHS.values())
        assert code in found
        assert all(candidates(candidate) == found for candidate in found)
        every = [code.ljust(12, "0")[:width] for width in WIDTHS.values()]
        assert sorted(found) == sorted(c for c in every if c.ljust(12, "0") == code.ljust(12, "0"))


def test_equal_normal_texts_are_shared_candidates() -> None:
    for left, right in itertools.pairwise(sorted(random_codes(2, 3000), key=normalise)):
        assert (normalise(left) == normalise(right)) == bool(set(candidates(left)) & set(candidates(right)))


@pytest.mark.parametrize(
    ("code", "level"),
    [
        ("51", Level.PROVINCE),
        ("5106", Level.PREFECTURE),
        ("510681", Level.COUNTY),
        ("510681101", Level.TOWNSHIP),
        ("510681101204", Level.VILLAGE),
        ("510681000000", Level.VILLAGE),
    ],
)
def test_level_is_the_width(code: str, level: Level) -> None:
    assert level_of(code) is level


def test_levels_are_values_of_the_area_kind() -> None:
    assert list(AREA_LEVEL.names[: len(Level)]) == [level.value for level in Level]


def test_parents_and_ancestors() -> None:
    assert ancestor_codes("510681101204") == ("510681101", "510681", "5106", "51")
    assert parent_code("51") is None and ancestor_codes("51") == ()
    for code in random_codes(3, 2000):
        chain = ancestor_codes(code)
        assert (parent_code(code), *chain[1:]) == (chain or (None,))
        assert all(code.startswith(ancestor) for ancestor in chain)


def test_region_has_six_digits() -> None:
    assert [region_of(c) for c in ("43", "4313", "510681", "510681101", "510681101204", "430000000000")] == [
        "430000",
        "431300",
        "510681",
        "510681",
        "510681",
        "430000",
    ]


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ((1, 99), AreaType.STREET),
        ((100, 199), AreaType.TOWN),
        ((200, 399), AreaType.TOWNSHIP),
        ((400, 599), AreaType.QUASI_TOWNSHIP),
        ((0, 600, 999), AreaType.UNSPECIFIED),
    ],
)
def test_township_types_at_the_ends_of_their_ranges(numbers: tuple[int, ...], expected: AreaType) -> None:
    assert {area_type(f"510681{number:03d}") for number in numbers} == {expected}


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ((1, 199), AreaType.RESIDENTS_COMMITTEE),
        ((200, 399), AreaType.VILLAGERS_COMMITTEE),
        ((400, 599), AreaType.QUASI_VILLAGE),
        ((0, 600, 999), AreaType.UNSPECIFIED),
    ],
)
def test_village_types_at_the_ends_of_their_ranges(numbers: tuple[int, ...], expected: AreaType) -> None:
    assert {area_type(f"510681101{number:03d}") for number in numbers} == {expected}


def test_higher_levels_have_no_type() -> None:
    assert [area_type(code) for code in ("51", "5106", "510681")] == [None, None, None]


@pytest.mark.parametrize(
    ("given", "parts"),
    [
        ("", ["empty"]),
        ("   ", ["empty"]),
        ("51068110120", ["'51068110120'", "11 digits", "2, 4, 6, 9 or 12 digits", "one digit is missing"]),
        ("5106810", ["7 digits", "missing or too many"]),
        ("5", ["1 digit;"]),
        ("５１０６８１", ["full-width digits", "write 510681"]),
        (" 510681", ["blanks or separators", "write 510681"]),
        ("510681-101", ["blanks or separators", "write 510681101"]),
        ("51O68l", ["'Ol' is no digit", "did you mean 510681?"]),
        ("广汉市", ["'广汉市' is no digit", "names have their own column"]),
        ("5.10681E+11", ["spreadsheet", "format the column as text"]),
        ("510681.0", ["spreadsheet", "format the column as text"]),
        ("010681", ["begins with 0"]),
        ("٥١٠٦٨١", ["is no digit"]),
        ("510681²", ["7 digits"]),
    ],
)
def test_a_malformed_code_is_explained(given: str, parts: list[str]) -> None:
    with pytest.raises(CodeError) as caught:
        normalise(given)
    assert all(part in str(caught.value) for part in parts), str(caught.value)


@pytest.mark.parametrize(
    "function", [normalise, candidates, level_of, parent_code, ancestor_codes, region_of, area_type]
)
def test_every_function_refuses_a_malformed_code(function: object) -> None:
    assert callable(function)
    with pytest.raises(CodeError):
        function("51068110120")


def test_a_long_number_is_not_repeated() -> None:
    with pytest.raises(CodeError, match="18 characters") as caught:
        normalise("510681199001011234")
    assert "199001" not in str(caught.value) + repr(caught.value)
    assert "identity-card" in caught.value.remedy


def test_the_error_survives_another_process() -> None:
    with pytest.raises(CodeError) as caught:
        normalise("5106810")
    copy = pickle.loads(pickle.dumps(caught.value))
    assert type(copy) is CodeError and str(copy) == str(caught.value)

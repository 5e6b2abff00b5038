"""Search text against a real FTS5 index, and the order of names with numbers."""

import random
import re
import sqlite3
import sys
import unicodedata
from collections.abc import Iterator

import pytest

from graph_schema.text import fold, natural_key, phrase, tokens

NAMES = ["三星堆镇", "广汉市雒城街道", "第十二村民小组", "二组", "党委", "党支部", "葛\U000e0100", "〇", "鿭"]
LETTERS = [
    "ＡＢＣ",
    "abc",
    "Straße",
    "STRASSE",
    "é",
    "e\u0301",
    "İ",
    "ß",
    "ﬁ",
    "x",
    "0",
    "12",
    "１２",
    "①",
    "Ⅳ",
]
SCRIPTS = ["ﷺ", "한글", "ར", "ᠮ", "ئۇ", "𠮷", "\U0003106c", "㎡", "👨\u200d👩\u200d👧", "😀", "🏠"]
MARKS = [*" ，,。（）()\"'*^-:\\+·_%", "  ", "\u3000", "\t", "\n", "\u00a0"]
SYNTAX = ["OR", "AND", "NOT", "NEAR", "\ufeff", "\u200b", "\x00", "\x01"]
PIECES = (*NAMES, *LETTERS, *SCRIPTS, *MARKS, *SYNTAX)


@pytest.fixture
def index() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute("CREATE VIRTUAL TABLE names USING fts5(words, tokenize = 'unicode61')")
    except sqlite3.OperationalError as error:  # a Python built without FTS5
        pytest.skip(str(error))
    yield connection
    connection.close()


def fill(connection: sqlite3.Connection, texts: list[str]) -> None:
    connection.executemany("INSERT INTO names (rowid, words) VALUES (?, ?)", enumerate(map(tokens, texts)))


def hits(connection: sqlite3.Connection, needle: str) -> set[int]:
    found = connection.execute("SELECT rowid FROM names WHERE names MATCH ?", (phrase(needle),))
    return {row[0] for row in found}


def random_text(rnd: random.Random, pieces: int) -> str:
    return "".join(rnd.choice(PIECES) for _ in range(rnd.randint(0, pieces)))


@pytest.mark.parametrize("seed", range(4))
def test_a_phrase_finds_exactly_the_texts_that_contain_the_needle(index: sqlite3.Connection, seed: int) -> None:
    rnd = random.Random(seed)
    texts = [random_text(rnd, 6) for _ in range(400)]
    fill(index, texts)
    found = 0
    for _ in range(500):
        source = fold(rnd.choice(texts)) if rnd.random() < 0.7 else random_text(rnd, 3)
        start = rnd.randint(0, len(source))
        needle = source[start : start + rnd.choice((1, 1, 2, 2, 3, 4, 9))]
        folded = fold(needle)
        expected = {number for number, text in enumerate(texts) if folded and folded in fold(text)}
        assert hits(index, needle) == expected, needle
        found += len(expected)
    assert found > 1000


def test_random_code_points_are_searchable(index: sqlite3.Connection) -> None:
    rnd = random.Random(7)
    texts = ["".join(chr(rnd.randrange(sys.maxunicode + 1)) for _ in range(8)) for _ in range(500)]
    fill(index, texts)
    for number, text in enumerate(texts):
        folded = fold(text)
        for width in (1, 2, 5):
            needle = folded[2 : 2 + width]
            expected = {n for n, other in enumerate(texts) if fold(needle) in fold(other)} if fold(needle) else set()
            assert hits(index, needle) == expected and (number in expected or not fold(needle))


@pytest.mark.parametrize("needle", ["", " ", "\u3000\t", "\u200b", "\ufeff", "\ud800", "\x00"])
def test_a_needle_that_folds_to_nothing_finds_nothing(index: sqlite3.Connection, needle: str) -> None:
    fill(index, ["二组", "", " "])
    assert phrase(needle) == '""'
    assert hits(index, needle) == set()


@pytest.mark.parametrize("needle", ['" OR words : *', "a* NOT b", "NEAR(a b)", "'; DROP TABLE names; --", "^三"])
def test_a_needle_is_never_query_syntax(index: sqlite3.Connection, needle: str) -> None:
    fill(index, ["三星堆", needle])
    assert hits(index, needle) == {1}
    assert re.fullmatch(r'"[0-9a-z ]*"( \*)?', phrase(needle))


def test_one_and_two_characters_find_a_name(index: sqlite3.Connection) -> None:
    fill(index, ["三星堆镇", "南丰镇", "二组"])
    assert [hits(index, needle) for needle in ("镇", "二", "组", "二组", "丰镇")] == [
        {0, 1},
        {2},
        {2},
        {2},
        {1},
    ]


def test_tokens_are_plain_words_one_for_each_character() -> None:
    rnd = random.Random(8)
    for _ in range(500):
        text = random_text(rnd, 6)
        words = tokens(text).split(" ") if tokens(text) else []
        assert len(words) == len(fold(text))
        assert all(re.fullmatch(r"[0-9a-z]{4}([0-9a-z]{4})?", word) for word in words)


def test_fold_makes_equal_what_people_take_for_equal() -> None:
    assert fold("  ＡＢＣ　（Ⅳ组）\n") == "abc (iv组)"
    assert fold("STRASSE") == fold("straße")
    assert fold("广\u200b汉\ufeff市\ufe0f") == "广汉市"
    assert fold("e\u0301") == fold("É")
    assert fold("a\x00b\ud800c\u00adD") == "abcd"


def test_fold_twice_is_fold_once() -> None:
    for point in range(sys.maxunicode + 1):
        once = fold(chr(point))
        assert fold(once) == once and once == once.strip()
    rnd = random.Random(9)
    pool = [chr(p) for p in range(0x3100) if unicodedata.category(chr(p)) not in ("Cn", "Co")]
    for _ in range(20_000):
        once = fold("".join(rnd.choice(pool) for _ in range(5)))
        assert fold(once) == once


def numeral(number: int) -> str:
    """A Chinese numeral from 1 to 9999, as people write it."""
    digits = "零一二三四五六七八九"
    text = "".join(
        digits[int(d)] + (unit if d != "0" else "")
        for d, unit in zip(f"{number:04d}", ("千", "百", "十", ""), strict=True)
    )
    text = re.sub("零+", "零", text).strip("零")
    return text.removeprefix("一") if 10 <= number < 20 else text


def test_names_with_digits_come_in_the_order_of_their_numbers() -> None:
    rnd = random.Random(10)
    numbers = sorted({rnd.choice((rnd.randrange(30), rnd.randrange(10**4), rnd.randrange(10**30))) for _ in range(400)})
    for before, after in (("第", "组"), ("", "栋"), ("新村", ""), ("A", "-b")):
        names = [f"{before}{number}{after}" for number in numbers]
        shuffled = rnd.sample(names, len(names))
        assert sorted(shuffled, key=natural_key) == names


@pytest.mark.parametrize(("before", "after"), [("第", "小学"), ("", "组"), ("曹杨", "村"), ("", "网格"), ("第", "")])
def test_chinese_numerals_come_in_the_order_of_their_numbers(before: str, after: str) -> None:
    for number in range(1, 10_000):
        assert natural_key(before + numeral(number) + after) == natural_key(f"{before}{number}{after}")


def test_all_spellings_of_a_number_are_one_key() -> None:
    keys = {natural_key(name) for name in ("第12组", "第012组", "第１２组", "第十二组", " 第12组 ")}
    assert len(keys) == 1
    assert natural_key("一百〇三组") == natural_key("103组") == natural_key("一百零三组")


@pytest.mark.parametrize(
    "name", ["三水镇", "五一村", "八一组", "九百", "万年村", "千村", "一百二组", "十里铺", "零组", "四方社"]
)
def test_a_numeral_that_counts_nothing_stays(name: str) -> None:
    assert natural_key(name) == name


def test_numbers_of_any_length_come_in_order() -> None:
    numbers = [10**length - 1 + step for length in (1, 2, 97, 98, 99, 100, 101, 999, 1000) for step in (0, 1)]
    assert sorted(numbers, key=lambda number: natural_key(str(number))) == numbers
    assert natural_key("1" * 500) == natural_key("01" + "1" * 499)


def test_a_shorter_name_comes_first_and_groups_stay_together() -> None:
    names = ["一组", "2组", "二组东", "10组", "十一组", "二十组", "三水", "东村"]
    assert sorted(random.Random(11).sample(names, len(names)), key=natural_key) == names

"""The question that the demo shows with its answer."""

QUESTION = """\
query Guanghan {
  areaByCode(code: "510681") {
    name
    villagesBefore: descendants(level: VILLAGE, asOf: "2019-01-01") { totalCount }
    villagesToday: descendants(level: VILLAGE) { totalCount }
    households { totalCount aggregate { size { avg } } }
    neighbourHeads { totalCount }
    children(first: 3) { nodes { name households { totalCount } } }
  }
}"""

LOUDI = """\
query Loudi {
  areaByCode(code: "4313") {
    name
    villages: descendants(level: VILLAGE) { totalCount }
    households { totalCount aggregate { size { avg } } }
    neighbourHeads { totalCount }
    children(first: 3) { nodes { name households { totalCount } } }
  }
}"""
"""For a demo without Guanghan."""

"""A register of households as a CSV file, and the command as a job that loads it."""

from __future__ import annotations

from pathlib import Path

from linli.main import main as linli

ROWS = 20_000
AREAS = """\
name,level,parent,codes.authority,codes.vintage,codes.code,validFrom
四川省,PROVINCE,,NBS,2023-06,51,1950-01-01
德阳市,PREFECTURE,code:51,NBS,2023-06,5106,1983-08-18
广汉市,COUNTY,code:5106,NBS,2023-06,510681,1988-02-24
三水镇,TOWNSHIP,code:510681,NBS,2023-06,510681104,2019-12-20
宝莲社区,VILLAGE,code:510681104,NBS,2023-06,510681104001,2020-06-01
友谊村,VILLAGE,code:510681104,NBS,2023-06,510681104200,2020-06-01
"""
PLACES = ("510681104001", "510681104200")


def load(store: Path, file: Path) -> int:
    """What the child does."""
    return linli(["load", "Household", str(file), "--apply", "--store", f"sqlite:{store}"])


def write(folder: Path, number: int = ROWS) -> tuple[Path, Path]:
    """A store with areas, and the file of so many households."""
    store, areas, households = (folder / name for name in ("before.sqlite", "areas.csv", "households.csv"))
    areas.write_text(AREAS, "utf-8")
    rows = (f"code:{PLACES[n % 2]},{n:06d},{n % 6 + 1},2021-03-25\n" for n in range(number))
    households.write_text("place,registerNumber,size,validFrom\n" + "".join(rows), "utf-8")
    assert linli(["init", "510681", "--store", f"sqlite:{store}"]) == 0
    assert linli(["load", "Area", str(areas), "--apply", "--store", f"sqlite:{store}"]) == 0
    return store, households

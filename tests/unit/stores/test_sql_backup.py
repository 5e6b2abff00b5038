"""A store is copied and put back while others read and write it: whole or not at all, and nothing is ever lost."""

from __future__ import annotations

import datetime
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from graph_schema.changes import UpsertNodes
from graph_schema.keys import format_key, pack
from graph_schema.model import Model, Property, Scalar
from hub.errors import Code, StoreError
from hub.stores.sql.backup import backup, verify
from hub.stores.sql.changes import apply
from hub.stores.sql.digest import digest
from hub.stores.sql.files import create, open_for_writing
from hub.stores.sql.loads import begin_load, finish_load
from hub.stores.sql.look import look, reading
from hub.stores.sql.restore import examine, restore
from hub.stores.sql.sqlite import connect
from hub.stores.sql.verify import check

ROOT = Path(__file__).parents[3]
START = datetime.date(2019, 1, 1)
COUNTY = format_key("area", pack("510681", 1))
TOWN = format_key("area", pack("510681", 2))
AREAS = UpsertNodes(
    "Area",
    ("id", "name", "level", "parent", "validFrom"),
    [(COUNTY, "广汉市", "COUNTY", None, START), (TOWN, "三水镇", "TOWNSHIP", COUNTY, START)],
)


def homes(first: int, number: int = 50, size: int = 3) -> UpsertNodes:
    rows = [(TOWN, f"{n:06d}", size, START) for n in range(first, first + number)]
    return UpsertNodes("Household", ("place", "registerNumber", "size", "validFrom"), rows)


@pytest.fixture
def write(model: Model) -> Callable[..., None]:
    """Writes changes to a store, through a connection of its own."""

    def write(path: Path, *changes: UpsertNodes) -> None:
        with closing(open_for_writing(path, model)) as connection:
            apply(connection, model, changes, actor="a", reason="r", source="s")

    return write


@pytest.fixture
def store(tmp_path: Path, model: Model, write: Callable[..., None]) -> Path:
    """A store of some hundred pages, closed."""
    path = tmp_path / "hub.sqlite"
    create(path, model, ["510681"]).close()
    write(path, AREAS, homes(0, 2_000))
    return path


def graph(path: Path, model: Model) -> str:
    with reading(path, model) as connection:
        assert check(connection, model) == []
        return digest(connection, model)


def refused(code: Code, call: Callable[[], object]) -> StoreError:
    with pytest.raises(StoreError) as caught:
        call()
    assert caught.value.code is code, caught.value.message
    return caught.value


@contextmanager
def as_it_was(folder: Path) -> Iterator[None]:
    """What is done inside leaves a folder as it was: no half file, and each file with its bytes."""

    def seen() -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.endswith(("-shm", "-wal"))}

    before = seen()
    yield
    after = seen()
    assert after.keys() == before.keys()
    assert after == before


@pytest.fixture
def unchanged(tmp_path: Path, store: Path) -> Iterator[None]:
    """The folder of the store is as it was at the end."""
    with as_it_was(tmp_path):
        yield


class TestBackup:
    def test_a_backup_is_a_store_in_one_file(self, store: Path, model: Model, tmp_path: Path) -> None:
        found = backup(store, tmp_path / "b.sqlite")
        assert found == replace(verify(tmp_path / "b.sqlite"), path=tmp_path / "b.sqlite")
        assert (found.version, found.owned, found.open_loads) == (1, ("510681",), ())
        assert found.bytes == (tmp_path / "b.sqlite").stat().st_size
        with closing(sqlite3.connect(f"{(tmp_path / 'b.sqlite').as_uri()}?immutable=1", uri=True)) as connection:
            assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert graph(tmp_path / "b.sqlite", model) == graph(store, model)
        assert {path.name for path in tmp_path.iterdir()} - {"hub.sqlite-wal", "hub.sqlite-shm"} == {
            "hub.sqlite",
            "b.sqlite",
        }

    def test_it_has_the_permissions_of_the_store(self, store: Path, tmp_path: Path) -> None:
        store.chmod(0o640)
        backup(store, tmp_path / "b.sqlite")
        assert (tmp_path / "b.sqlite").stat().st_mode & 0o777 == 0o640

    def test_a_load_writes_on_and_the_copy_is_of_one_moment(
        self, store: Path, model: Model, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("hub.stores.sql.backup.PAGES", 20)
        before, steps = graph(store, model), 0
        with closing(open_for_writing(store, model)) as writer:
            load = begin_load(writer, "b.csv", "")

            def writes(pages: int) -> None:
                nonlocal steps
                steps += 1
                change = homes(10_000 + steps * 50)
                apply(writer, model, [change], actor="a", reason="r", source="b.csv", load=load, checkpoint=str(steps))

            found = backup(store, tmp_path / "b.sqlite", told_pages=writes)
            finish_load(writer, load)
        assert steps > 3, "the copy took several steps, with a batch after each"
        assert (found.version, [each.checkpoint for each in found.open_loads]) == (1, [None])
        with closing(sqlite3.connect(tmp_path / "b.sqlite")) as connection:
            assert connection.execute("SELECT count(*) FROM n_hh").fetchone() == (2_000,)
            assert digest(connection, model) == before
        assert look(store, model).version == 1 + steps, "no batch was kept waiting"

    def test_an_older_store_can_be_backed_up_before_it_is_brought_up_to_date(self, store: Path, tmp_path: Path) -> None:
        with closing(sqlite3.connect(store)) as connection:
            connection.execute("UPDATE meta SET value = '0' WHERE key = 'format'")
            connection.commit()
        assert backup(store, tmp_path / "b.sqlite").version == 1

    def test_an_earlier_backup_is_replaced_on_demand_only(self, store: Path, tmp_path: Path, write: object) -> None:
        target = tmp_path / "b.sqlite"
        backup(store, target)
        kept = target.read_bytes()
        assert "--replace" in refused(Code.BAD_SETTINGS, lambda: backup(store, target)).message
        assert target.read_bytes() == kept
        assert callable(write)
        write(store, homes(5_000))
        assert backup(store, target, over=True).version == 2
        target.write_bytes(b"")
        assert backup(store, target, over=True).version == 2, "nothing is lost with an empty file"

    @pytest.mark.usefixtures("unchanged")
    def test_what_is_no_backup_is_never_written_over(self, store: Path, tmp_path: Path, model: Model) -> None:
        there = {
            "a folder": (tmp_path, Code.BAD_SETTINGS),
            "the store": (store, Code.BAD_SETTINGS),
            "no folder": (tmp_path / "none" / "b.sqlite", Code.STORE_DOWN),
        }
        for target, code in there.values():
            refused(code, lambda target=target: backup(store, target, over=True))  # type: ignore[misc]
        refused(Code.STORE_DOWN, lambda: backup(tmp_path / "none.sqlite", tmp_path / "b.sqlite"))

    def test_files_of_others_and_stores_in_use_are_never_written_over(
        self, store: Path, tmp_path: Path, model: Model
    ) -> None:
        theirs = tmp_path / "theirs.docx"
        theirs.write_bytes(b"x" * 200)
        refused(Code.NOT_OURS, lambda: backup(store, theirs, over=True))
        assert theirs.read_bytes() == b"x" * 200
        with closing(create(tmp_path / "other.sqlite", model, ["52"])):
            refused(Code.BAD_SETTINGS, lambda: backup(store, tmp_path / "other.sqlite", over=True))
        assert look(tmp_path / "other.sqlite", model).owned == ("52",)

    @pytest.mark.usefixtures("unchanged")
    def test_a_full_disk_leaves_nothing_behind(
        self, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("hub.stores.sql.backup.connect", tight(20))
        found = refused(Code.STORE_FULL, lambda: backup(store, tmp_path / "b.sqlite"))
        assert "no backup was made; free some space" in found.message

    @pytest.mark.usefixtures("unchanged")
    def test_an_interruption_leaves_nothing_behind(self, store: Path, tmp_path: Path) -> None:
        def interrupt(pages: int) -> None:
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            backup(store, tmp_path / "b.sqlite", told_pages=interrupt)

    def test_a_killed_backup_has_no_name(self, store: Path, tmp_path: Path) -> None:
        program = (
            "import os, signal, sys; from pathlib import Path; from hub.stores.sql import backup; backup.PAGES = 20; "
            "backup.backup(Path(sys.argv[1]), Path(sys.argv[2]), "
            "told_pages=lambda pages: os.kill(os.getpid(), signal.SIGKILL))"
        )
        arguments = [sys.executable, "-c", program, str(store), str(tmp_path / "b.sqlite")]
        done = subprocess.run(arguments, env=os.environ | {"PYTHONPATH": str(ROOT)}, check=False)
        assert done.returncode == -signal.SIGKILL
        assert not (tmp_path / "b.sqlite").exists()
        assert backup(store, tmp_path / "b.sqlite").version == 1

    def test_a_damaged_store_is_told_and_not_backed_up(self, store: Path, tmp_path: Path) -> None:
        with closing(sqlite3.connect(store)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            page = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'n_hh'").fetchone()[0]
        with store.open("r+b") as file:
            file.seek((page - 1) * 4096)
            file.write(b"\xff" * 4096)
        found = refused(Code.STORE_DOWN, lambda: backup(store, tmp_path / "b.sqlite"))
        assert "the store is damaged, so no backup was made" in found.message
        assert not (tmp_path / "b.sqlite").exists()


def tight(pages: int, at: str = "") -> Callable[..., sqlite3.Connection]:
    """Connections to files whose name has ``at`` in it that can take so many pages, as on a small disk."""

    def tight(path: Path, **options: bool) -> sqlite3.Connection:
        connection = connect(path, **options)
        if at in Path(path).name:
            connection.execute(f"PRAGMA max_page_count = {pages}")
        return connection

    return tight


class TestRestore:
    @pytest.fixture
    def copy(self, store: Path, tmp_path: Path) -> Path:
        backup(store, tmp_path / "b.sqlite")
        return tmp_path / "b.sqlite"

    @pytest.fixture
    def unchanged(self, tmp_path: Path, copy: Path) -> Iterator[None]:
        """The folder of the store and of its backup is as it was at the end."""
        with as_it_was(tmp_path):
            yield

    def test_where_no_store_is(self, store: Path, copy: Path, tmp_path: Path, model: Model) -> None:
        before = graph(store, model)
        done = restore(copy, tmp_path / "new.sqlite", model, actor="王五")
        assert (done.kept, done.contents.version) == (None, 2)
        assert graph(tmp_path / "new.sqlite", model) == before
        with closing(open_for_writing(tmp_path / "new.sqlite", model)) as connection:
            assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
            last = connection.execute("SELECT seq, actor, reason, source, summary FROM change_log ORDER BY seq DESC")
            assert last.fetchone() == (
                2, "王五", "restore from b.sqlite", "b.sqlite", '[{"change":"Restore","version":1}]',
            )  # fmt: skip

    def test_a_store_is_replaced_on_demand_and_kept(
        self, store: Path, copy: Path, model: Model, write: Callable[..., None]
    ) -> None:
        before = graph(store, model)
        write(store, homes(0, 100, size=9))
        write(store, homes(50_000, 3_000))
        now = graph(store, model)
        found = refused(Code.BAD_SETTINGS, lambda: restore(copy, store, model, actor="a"))
        assert "--replace puts the backup, up to change 1 of 20" in found.message
        assert graph(store, model) == now
        done = restore(copy, store, model, actor="a", over=True)
        assert graph(store, model) == before
        assert done.contents.version == 4, "above all numbers there were"
        assert done.kept is not None
        assert done.kept.name.startswith("hub.sqlite.before-restore-20")
        assert graph(done.kept, model) == now
        back = restore(done.kept, store, model, actor="a", over=True)
        assert graph(store, model) == now
        assert (back.contents.version, back.kept != done.kept) == (5, True)

    def test_versions_and_etags_never_mean_two_things(
        self, store: Path, copy: Path, tmp_path: Path, model: Model, write: Callable[..., None]
    ) -> None:
        write(store, homes(5_000))
        lost = {(look(store, model).begun, version) for version in range(1, look(store, model).version + 1)}
        restore(copy, tmp_path / "new.sqlite", model, actor="a")
        state = look(tmp_path / "new.sqlite", model)
        assert (state.begun, state.version) not in lost, "a store that is lost leaves no number to go above"

    def test_a_reader_sees_one_state_or_the_other(
        self, store: Path, copy: Path, model: Model, write: Callable[..., None], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("hub.stores.sql.restore.PAGES", 20)
        write(store, homes(50_000, 1_000))
        count = "SELECT count(*) FROM n_hh"
        with closing(sqlite3.connect(store, isolation_level=None)) as held, reading(store, model) as fresh:
            held.execute("BEGIN")
            seen = [held.execute(count).fetchone()[0]]
            steps: list[int] = []

            def looks(pages: int) -> None:
                steps.append(fresh.execute(count).fetchone()[0])

            restore(copy, store, model, actor="a", over=True, told_pages=looks)
            seen.append(held.execute(count).fetchone()[0])
            held.execute("ROLLBACK")
            seen.append(held.execute(count).fetchone()[0])
            assert seen == [3_000, 3_000, 2_000]
            assert steps[-1] == 2_000
            assert set(steps[:-1]) == {3_000}
            assert len(steps) > 5

    @pytest.mark.usefixtures("unchanged")
    def test_a_backup_of_another_model_is_refused(self, store: Path, copy: Path, tmp_path: Path, model: Model) -> None:
        household = model.kind("Household")
        colour = Property(name="colour", type=Scalar.TEXT, label="颜色", description="")
        grown = replace(household, properties=(*household.properties, colour))
        newer = Model(tuple(grown if kind.name == "Household" else kind for kind in model.kinds))
        found = refused(Code.OLDER_MODEL, lambda: restore(copy, store, newer, actor="a", over=True))
        assert f"{copy}: its model is older than this program's" in found.message
        assert "`linli check --store sqlite:COPY`" in found.message
        fresh = tmp_path / "newer" / "newer.sqlite"
        fresh.parent.mkdir()
        create(fresh, newer, ["510681"]).close()
        try:
            found = refused(Code.NEWER_MODEL, lambda: restore(fresh, store, model, actor="a", over=True))
            assert "what this program does not know: Household.colour" in found.message
            assert "use the program that wrote it, or a newer one" in found.message
        finally:
            for file in fresh.parent.iterdir():
                file.unlink()
            fresh.parent.rmdir()

    def test_a_copy_that_was_brought_up_to_date_can_be_restored(
        self, store: Path, copy: Path, tmp_path: Path, model: Model
    ) -> None:
        area = model.kind("Area")
        colour = Property(name="colour", type=Scalar.TEXT, label="颜色", description="")
        newer = Model(
            tuple(replace(area, properties=(*area.properties, colour)) if k.name == "Area" else k for k in model.kinds)
        )
        open_for_writing(copy, newer).close()
        done = restore(copy, tmp_path / "new.sqlite", newer, actor="a")
        assert graph(tmp_path / "new.sqlite", newer) == graph(copy, newer)
        assert done.contents.version == 2

    @pytest.mark.usefixtures("unchanged")
    @pytest.mark.parametrize("kept", [0, 50, 5_000, 0.5, 0.99])
    def test_what_is_no_backup_or_cut_short_changes_nothing(
        self, store: Path, copy: Path, model: Model, kept: float
    ) -> None:
        whole = copy.read_bytes()
        copy.write_bytes(whole[: int(kept if kept >= 1 or kept == 0 else kept * len(whole))])
        try:
            code = Code.NOT_OURS if kept in (0, 50) else Code.STORE_DOWN
            found = refused(code, lambda: restore(copy, store, model, actor="a", over=True))
            assert str(copy) in found.message
        finally:
            copy.write_bytes(whole)

    @pytest.mark.usefixtures("unchanged")
    def test_a_backup_that_is_damaged_inside_changes_nothing(self, store: Path, copy: Path, model: Model) -> None:
        whole = copy.read_bytes()
        page = len(whole) // 4096 // 2
        copy.write_bytes(whole[: page * 4096] + b"\xff" * 4096 + whole[(page + 1) * 4096 :])
        try:
            found = refused(Code.STORE_DOWN, lambda: restore(copy, store, model, actor="a", over=True))
            assert "this backup is damaged or cut short, so nothing was changed" in found.message
        finally:
            copy.write_bytes(whole)

    @pytest.mark.usefixtures("unchanged")
    def test_files_of_others_change_nothing(self, store: Path, copy: Path, tmp_path: Path, model: Model) -> None:
        refused(Code.STORE_DOWN, lambda: restore(tmp_path / "none", store, model, actor="a", over=True))
        refused(Code.STORE_DOWN, lambda: restore(tmp_path, store, model, actor="a", over=True))
        found = refused(Code.BAD_SETTINGS, lambda: restore(store, store, model, actor="a", over=True))
        assert "this is the store itself" in found.message

    def test_a_backup_of_another_hub_is_refused(self, store: Path, tmp_path: Path, model: Model) -> None:
        create(tmp_path / "other.sqlite", model, ["52"]).close()
        before = graph(store, model)
        found = refused(
            Code.BAD_SETTINGS, lambda: restore(tmp_path / "other.sqlite", store, model, actor="a", over=True)
        )
        assert "a backup of a hub of 52" in found.message
        assert graph(store, model) == before

    @pytest.mark.parametrize("where", [".part", "hub.sqlite"])
    def test_a_full_disk_loses_nothing(
        self,
        where: str,
        store: Path,
        copy: Path,
        model: Model,
        write: Callable[..., None],
        monkeypatch: pytest.MonkeyPatch,
        tmp_path: Path,
    ) -> None:
        write(store, homes(50_000, 4_000))
        large = tmp_path / "large.sqlite"
        backup(store, large)
        restore(copy, store, model, actor="a", over=True)
        before = graph(store, model)
        files = {path.name for path in tmp_path.iterdir()}
        module = "backup" if where == ".part" else "restore"
        monkeypatch.setattr(f"hub.stores.sql.{module}.connect", tight(300, at=where))
        found = refused(Code.STORE_FULL, lambda: restore(large, store, model, actor="a", over=True))
        assert "is as it was; free some space" in found.message
        assert graph(store, model) == before
        assert {path.name for path in tmp_path.iterdir()} - files <= {"hub.sqlite-wal", "hub.sqlite-shm"}

    def test_a_load_that_is_open_is_not_pulled_away_from(self, store: Path, copy: Path, model: Model) -> None:
        with closing(open_for_writing(store, model)) as writer:
            load = begin_load(writer, "b.csv", "")
            found = refused(Code.OPEN_LOAD, lambda: restore(copy, store, model, actor="a", over=True))
            assert f"`linli undo {load} --apply`" in found.message
            finish_load(writer, load)
            assert restore(copy, store, model, actor="a", over=True).contents.version == 2

    def test_whoever_writes_meanwhile_loses_nothing(
        self, store: Path, copy: Path, model: Model, write: Callable[..., None], tmp_path: Path
    ) -> None:
        before = graph(store, model)
        with closing(open_for_writing(store, model)) as writer:
            writer.execute("BEGIN IMMEDIATE")
            found = refused(Code.STORE_LOCKED, lambda: restore(copy, store, model, actor="a", over=True))
            assert "another process is writing to it" in found.message
            writer.execute("ROLLBACK")
        assert graph(store, model) == before
        written: list[int] = []

        def once(pages: int) -> None:
            if not written:
                written.append(pages)
                write(store, homes(70_000))

        # The first copy that is told of is that of the backup: before the store is looked at.
        assert restore(copy, store, model, actor="a", over=True, told_pages=once).contents.version == 3
        assert graph(store, model) == before

    def test_a_write_between_keeping_and_replacing_is_noticed(
        self, store: Path, copy: Path, model: Model, write: Callable[..., None], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from hub.stores.sql import restore as module

        real = module._overwrite

        def late(*arguments: object) -> None:
            write(store, homes(70_000))
            real(*arguments)  # type: ignore[arg-type]

        monkeypatch.setattr(module, "_overwrite", late)
        files = {path.name for path in store.parent.iterdir()}
        found = refused(Code.STORE_LOCKED, lambda: restore(copy, store, model, actor="a", over=True))
        assert "somebody wrote to it meanwhile" in found.message
        assert look(store, model).version == 2, "what was written is there"
        assert {path.name for path in store.parent.iterdir()} - files <= {"hub.sqlite-wal", "hub.sqlite-shm"}

    def test_a_killed_restoration_leaves_the_store_as_it_was(
        self, store: Path, copy: Path, model: Model, write: Callable[..., None]
    ) -> None:
        write(store, homes(50_000, 1_000))
        before = graph(store, model)
        program = (
            "import os, signal, sys; from pathlib import Path; from graph_schema.kinds import load_model; "
            "from hub.stores.sql import restore as r; r.PAGES = 20; real = r._overwrite\n"
            "def killing(part, live, watch, store, since, told):\n"
            "    real(part, live, watch, store, since, lambda pages: os.kill(os.getpid(), signal.SIGKILL))\n"
            "r._overwrite = killing\n"
            "r.restore(Path(sys.argv[1]), Path(sys.argv[2]), load_model(), actor='a', over=True)"
        )
        arguments = [sys.executable, "-c", program, str(copy), str(store)]
        done = subprocess.run(arguments, env=os.environ | {"PYTHONPATH": str(ROOT)}, check=False)
        assert done.returncode == -signal.SIGKILL
        assert graph(store, model) == before
        write(store, homes(90_000))
        assert restore(copy, store, model, actor="a", over=True).contents.version == 4

    def test_a_store_that_cannot_be_opened_is_moved_away_by_hand(
        self, store: Path, copy: Path, model: Model, tmp_path: Path
    ) -> None:
        before = graph(copy, model)
        with store.open("r+b") as file:
            file.write(b"\xff" * 4096)
        found = refused(Code.NOT_OURS, lambda: restore(copy, store, model, actor="a", over=True))
        assert f"move {store} away (with hub.sqlite-wal, hub.sqlite-shm" in found.message
        store.rename(tmp_path / "damaged")
        for left_ in tmp_path.glob("hub.sqlite-*"):
            left_.unlink()
        (tmp_path / "hub.sqlite-wal").write_bytes(b"left")
        left = refused(Code.BAD_SETTINGS, lambda: restore(copy, store, model, actor="a"))
        assert "belongs to a store that is gone" in left.message
        (tmp_path / "hub.sqlite-wal").unlink()
        restore(copy, store, model, actor="a")
        assert graph(store, model) == before

    def test_a_store_that_is_damaged_inside_is_replaced_and_kept_as_it_is(
        self, store: Path, copy: Path, model: Model
    ) -> None:
        before = graph(copy, model)
        with closing(sqlite3.connect(store)) as connection:
            page = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'n_hh'").fetchone()[0]
        with store.open("r+b") as file:
            file.seek((page - 1) * 4096)
            file.write(b"\xff" * 4096)
        damaged = store.read_bytes()
        done = restore(copy, store, model, actor="a", over=True)
        assert graph(store, model) == before
        assert done.kept is not None
        assert done.kept.read_bytes()[4096:] == damaged[4096:]

    def test_examining_changes_nothing(self, store: Path, copy: Path, model: Model) -> None:
        whole = copy.read_bytes()
        assert examine(copy, model).version == 1
        assert copy.read_bytes() == whole

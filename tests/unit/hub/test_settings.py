"""Settings: from three places in their order, with all faults at once, and each with a heading in the docs."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from hub.api.limits import Limits
from hub.errors import Code, SettingsError
from hub.settings import LIMITS, SETTINGS, HubSettings, cursor_key, data_folder, load_settings
from hub.web import ServeSettings, WebSettings

ROOT = Path(__file__).parents[3]
PAGE = ROOT / "docs/settings.md"


def faults(working: Path, **environment: str) -> list[str]:
    """One line for each fault of these variables."""
    with pytest.raises(SettingsError) as caught:
        load_settings(environment=environment, working=working)
    assert caught.value.code is Code.BAD_SETTINGS
    return caught.value.message.splitlines()


def test_without_any_every_setting_has_a_value(tmp_path: Path) -> None:
    settings = load_settings(
        environment={"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path / "data")}, working=tmp_path
    )
    assert settings.store.name == "hub.sqlite"
    assert settings.time_zone == ZoneInfo("Asia/Shanghai")
    assert (settings.host, settings.port) == ("127.0.0.1", 8000)
    assert settings.cursor_key is None


def test_defaults_are_those_of_the_parts_that_use_them(tmp_path: Path) -> None:
    settings = load_settings(environment={}, working=tmp_path)
    web, serve = WebSettings(), ServeSettings()
    assert (settings.hosts, settings.origins, settings.deadline) == (web.hosts, web.origins, web.answer_seconds)
    assert (settings.host, settings.port) == (serve.host, serve.port)
    limits = dict(settings.limits)
    assert limits.pop("body_bytes") == web.body_bytes
    assert Limits(**limits) == Limits()
    assert {setting.key for setting in LIMITS} == {f"limits.{name}" for name in (*Limits.__slots__, "body_bytes")}


def test_the_file_is_read_and_its_paths_lead_from_its_folder(tmp_path: Path) -> None:
    folder = tmp_path / "etc"
    (folder / "questions").mkdir(parents=True)
    (folder / "hub.toml").write_text(
        'store = "sqlite:data/x.sqlite"\nregions = ["510681", "4313"]\nport = 9000\ndeadline = 2\n'
        'documents = "questions"\norigins = ["https://map.example.cn"]\n[limits]\ndepth = 9\n',
        "utf-8",
    )
    settings = load_settings(environment={}, working=tmp_path, config=Path("etc/hub.toml"))
    assert settings.store == folder / "data/x.sqlite"
    assert settings.documents == folder / "questions"
    assert settings.regions == ("510681", "4313")
    assert (settings.port, settings.deadline, settings.limits["depth"]) == (9000, 2.0, 9)


def test_the_environment_wins_over_the_file_and_the_command_line_over_both(tmp_path: Path) -> None:
    (tmp_path / "linli.toml").write_text("port = 9000\nhost = '::1'\nlog_level = 'debug'\n", "utf-8")
    environment = {"LINLI_PORT": "9001", "LINLI_LOG_LEVEL": "error", "LINLI_REGIONS": " 510681 , 4313 "}
    settings = load_settings(environment=environment, working=tmp_path, given={"port": "9002"})
    assert (settings.port, settings.host, settings.log_level) == (9002, "::1", "error")
    assert settings.regions == ("510681", "4313")


def test_a_byte_order_mark_does_not_matter(tmp_path: Path) -> None:
    (tmp_path / "linli.toml").write_text("port = 9000\n", "utf-8-sig")
    assert load_settings(environment={}, working=tmp_path).port == 9000


def test_all_faults_are_told_at_once_each_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "linli.toml").write_text(
        'prot = 1\ndeadline = "soon"\nhost = ""\n[limits]\ndepht = 1\ndepth = true\n', "utf-8"
    )
    told = faults(tmp_path, LINLI_PORT="70000", LINLI_STROE="x", LINLI_TIME_ZONE="Mars/Olympus", LINLI_STORE="my.db")
    toml = tmp_path / "linli.toml"
    assert told == [
        f"{toml}, key 'prot': no such setting; did you mean 'port'?",
        f"{toml}, key 'limits.depht': no such setting; did you mean 'limits.depth'?",
        "variable LINLI_STROE: no such setting; did you mean 'LINLI_STORE'?",
        "variable LINLI_STORE: 'my.db' was given; sqlite: and the path of a file, such as sqlite:my.db, "
        "or neo4j:// and a server expected",
        "variable LINLI_TIME_ZONE: 'Mars/Olympus' was given; the name of a time zone, such as Asia/Shanghai, expected",
        f"{toml}, key 'host': '' was given; a text expected",
        "variable LINLI_PORT: '70000' was given; a whole number from 0 to 65535 expected",
        f"{toml}, key 'deadline': 'soon' was given; seconds from 0.05 to 600 expected",
        f"{toml}, key 'limits.depth': True was given; a whole number from 1 to 100 expected",
    ]


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("LINLI_REGIONS", "51068"),
        ("LINLI_REGIONS", "5106,510681"),
        ("LINLI_REGIONS", ","),
        ("LINLI_REGIONS", "051068"),
        ("LINLI_HUB", "a b"),
        ("LINLI_ORIGINS", "*"),
        ("LINLI_HOSTS", "Hub.Example.CN:80"),
        ("LINLI_HOSTS", ","),
        ("LINLI_DOCUMENTS", "nowhere"),
        ("LINLI_DEADLINE", "0"),
        ("LINLI_DEADLINE", "nan"),
        ("LINLI_LOG_LEVEL", "loud"),
        ("LINLI_METRICS_FOLDER", "nowhere"),
        ("LINLI_TRACES", "127.0.0.1:4318"),
        ("LINLI_TRACES", "http://127.0.0.1:4318"),
        ("LINLI_TRACES", "grpc://127.0.0.1:4317/v1/traces"),
        ("LINLI_PORT", "-1"),
        ("LINLI_PORT", "８０００"),
        ("LINLI_TIME_ZONE", "../../etc/passwd"),
        ("LINLI_LIMITS_NODES", "0"),
        ("LINLI_CURSOR_KEY", "00" * 31),
    ],
)
def test_a_value_that_cannot_be_used_is_a_fault(tmp_path: Path, variable: str, value: str) -> None:
    (told,) = faults(tmp_path, **{variable: value})
    assert told.startswith(f"variable {variable}: ")
    assert "expected" in told


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"port = ", "not TOML"),
        (b"\xff", "not UTF-8 at byte 0"),
        (b"origins = [1]", "a list of texts"),
        (b"regions = 510681", "a list of texts"),
        (b"store = 1", "sqlite:"),
    ],
)
def test_a_file_that_cannot_be_used_is_a_fault(tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "linli.toml").write_bytes(content)
    (told,) = faults(tmp_path)
    assert said in told


def test_a_file_that_is_named_has_to_be_there(tmp_path: Path) -> None:
    (told,) = faults(tmp_path, LINLI_CONFIG="other.toml")
    assert told == f"{tmp_path / 'other.toml'}: there is no such file; give the path of a TOML file, or leave it out"


def test_a_secret_is_never_repeated(tmp_path: Path) -> None:
    (told,) = faults(tmp_path, LINLI_CURSOR_KEY="my secret word")
    assert "my secret word" not in told
    settings = load_settings(environment={"LINLI_CURSOR_KEY": "ab" * 32}, working=tmp_path)
    assert settings.cursor_key == b"\xab" * 32
    assert "ab" * 32 not in repr(settings)
    assert repr(b"\xab" * 32) not in repr(settings)


def test_the_generated_key_is_for_its_owner_only_and_stays(tmp_path: Path) -> None:
    settings = HubSettings(store=tmp_path / "hub.sqlite")
    key = cursor_key(settings)
    assert len(key) == 32
    assert stat.S_IMODE((tmp_path / "hub.sqlite.key").stat().st_mode) == 0o600
    assert cursor_key(settings) == key
    assert sorted(path.name for path in tmp_path.iterdir()) == ["hub.sqlite.key"]


def test_a_key_that_is_set_needs_no_file(tmp_path: Path) -> None:
    assert cursor_key(HubSettings(store=tmp_path / "x", cursor_key=b"k" * 32)) == b"k" * 32
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("content", "mode", "said"), [("short", 0o600, "holds no key"), ("ab" * 32, 0o644, "chmod 600")]
)
def test_a_key_file_that_cannot_be_trusted_is_refused(tmp_path: Path, content: str, mode: int, said: str) -> None:
    file = tmp_path / "hub.sqlite.key"
    file.write_text(content, "ascii")
    file.chmod(mode)
    with pytest.raises(SettingsError, match=said):
        cursor_key(HubSettings(store=tmp_path / "hub.sqlite"))


def test_a_key_file_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="set cursor_key"):
        cursor_key(HubSettings(store=tmp_path / "nowhere" / "hub.sqlite"))


def test_the_data_folder_is_where_the_system_keeps_such(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    assert data_folder({"HOME": "/h"}) == Path("/h/.local/share/linli")
    assert data_folder({"HOME": "/h", "XDG_DATA_HOME": "/d"}) == Path("/d/linli")
    monkeypatch.setattr("sys.platform", "darwin")
    assert data_folder({"HOME": "/h"}) == Path("/h/Library/Application Support/Linli")
    monkeypatch.setattr("sys.platform", "win32")
    assert data_folder({"HOME": "/h", "LOCALAPPDATA": "/l"}) == Path("/l/Linli")


def test_every_setting_has_a_heading_and_none_besides() -> None:
    headings = re.findall(r"^## `(.+)`$", PAGE.read_text("utf-8"), flags=re.MULTILINE)
    assert headings == [setting.key for setting in SETTINGS]


def test_every_section_names_its_variable_and_default() -> None:
    text = PAGE.read_text("utf-8")
    sections = dict(re.findall(r"^## `([^`]+)`\n(.*?)(?=^## |\Z)", text, flags=re.MULTILINE | re.DOTALL))
    for setting in SETTINGS:
        assert f"`{setting.variable}`" in sections[setting.key]
        default = setting.default
        if isinstance(default, float):
            default = f"{default:g}"
        if isinstance(default, int | str):
            assert f"`{default}`" in sections[setting.key]


def test_the_example_of_the_page_can_be_read(tmp_path: Path) -> None:
    (example,) = re.findall(r"^```toml\n(.*?)^```", PAGE.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    (tmp_path / "linli.toml").write_text(example, "utf-8")
    (tmp_path / "documents").mkdir()
    assert load_settings(environment={}, working=tmp_path).regions == ("510681",)


def test_nothing_in_the_real_environment_is_in_the_way() -> None:
    assert not [name for name in os.environ if name.startswith("LINLI_")]

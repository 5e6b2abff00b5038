"""``docker-compose.yml`` and ``Dockerfile``: valid by their specifications, and what they name is there.

No container is started: neither Docker nor its registry is at hand where these tests run.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hub.settings import SETTINGS, Neo4jAddress, load_settings
from linli.main import make_parser
from tests.unit.deploy.conftest import FILES, ROOT, Check
from tests.unit.linli.test_linli_serve import Lines, Start

PINNED = re.compile(r"[a-z0-9./-]+:\d+\.\d+\.\d+[a-z0-9.-]*")
HUBS = ("demo", "hub")
LOOPBACK = "127.0.0.1"

FAULTS = {
    "a key that no service has": ("docker-compose.yml", "restart: unless-stopped", "restrat: unless-stopped"),
    "a volume that nobody declares": ("docker-compose.yml", "- graph:/data", "- grap:/data"),
    "a secret that nobody declares": ("docker-compose.yml", "secrets: [neo4j_auth]", "secrets: [neo4j_aut]"),
    "a dependency that is no service": ("docker-compose.yml", "neo4j: { condition", "neo5j: { condition"),
    "no condition there is": ("docker-compose.yml", "condition: service_healthy", "condition: service_well"),
    "no duration": ("docker-compose.yml", "interval: 10s", "interval: soon"),
    "no port": ("docker-compose.yml", "7687:7687", "7687:bolt"),
    "no instruction": ("Dockerfile", "ENTRYPOINT", "ENTRYPIONT"),
    "a file that is not there": ("Dockerfile", "LICENSE", "LICENCE"),
    "a stage without a base": ("Dockerfile", "FROM python:3.11.14-slim-bookworm\n", "FROM\n"),
    "a file that is kept from the builder": (".dockerignore", "!linli\n", ""),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_in_the_files_is_found(fault: str, check: Check, tmp_path: Path) -> None:
    name, text, wrong = FAULTS[fault]
    for path in FILES:
        shutil.copy(ROOT / path, tmp_path)
    for _, copied in copies(ROOT / "Dockerfile"):
        (tmp_path / copied).mkdir(exist_ok=True)
    assert check(tmp_path).returncode == 0
    before = (tmp_path / name).read_text("utf-8")
    assert text in before
    (tmp_path / name).write_text(before.replace(text, wrong), "utf-8")
    found = check(tmp_path)
    assert found.returncode == 1
    assert name.removeprefix(".dockerignore") in found.stderr


def copies(dockerfile: Path) -> list[tuple[str, str]]:
    """What is copied from the source tree, a pair of line and path each."""
    lines = re.findall(r"^COPY (?!--from)(.+) \S+$", dockerfile.read_text("utf-8"), flags=re.MULTILINE)
    return [(line, path) for line in lines for path in line.split()]


def test_images_are_pinned_to_a_version(deployment: dict[str, Any], services: dict[str, Any]) -> None:
    images = [one["image"] for one in services.values()]
    images += [stage["base"] for stage in deployment["image"]["stages"]]
    assert [image for image in images if not PINNED.fullmatch(image)] == []


def test_the_image_of_the_hub_is_of_this_version_and_its_python_one_that_is_supported(
    deployment: dict[str, Any], services: dict[str, Any]
) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert {services[name]["image"] for name in HUBS} == {f"{project['name']}:{project['version']}"}
    bases = {stage["base"] for stage in deployment["image"]["stages"]}
    assert len(bases) == 1
    python = re.match(r"python:(\d+)\.(\d+)", bases.pop())
    least = re.match(r">=(\d+)\.(\d+)", project["requires-python"])
    assert python is not None and least is not None
    assert [int(part) for part in python.groups()] >= [int(part) for part in least.groups()]


def test_all_that_the_distribution_is_built_from_is_copied() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    needed = {"pyproject.toml", project["project"]["readme"], *project["project"]["license-files"]}
    needed |= set(project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"])
    assert needed <= {path for _, path in copies(ROOT / "Dockerfile")}


def test_the_extra_that_is_installed_is_one() -> None:
    wanted = re.search(r"'\.\[(\w+)\]'", (ROOT / "Dockerfile").read_text("utf-8"))
    assert wanted is not None
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert wanted[1] in project["optional-dependencies"]


def test_nothing_runs_as_root_or_may_become_it(deployment: dict[str, Any], services: dict[str, Any]) -> None:
    last = deployment["image"]["stages"][-1]["instructions"]
    users = [one["arguments"][0] for one in last if one["name"].upper() == "USER"]
    users.append(services["neo4j"]["user"])
    assert len(users) == 2
    assert all(re.fullmatch(r"[1-9]\d*:[1-9]\d*", user) for user in users)
    for name, service in services.items():
        assert service["cap_drop"] == ["ALL"], name
        assert service["security_opt"] == ["no-new-privileges:true"], name
        assert not service.get("privileged"), name
        assert not service.get("cap_add"), name
        assert name == "neo4j" or service["read_only"], name


def test_the_last_stage_holds_nothing_to_build_with(deployment: dict[str, Any]) -> None:
    last = deployment["image"]["stages"][-1]["instructions"]
    ran = [" ".join(one["arguments"]) for one in last if one["name"].upper() == "RUN"]
    assert ran
    assert not any(re.search(r"\b(pip|apt|apt-get|gcc|make|curl|wget)\b", line) for line in ran)


def test_ports_are_published_on_loopback_only(services: dict[str, Any]) -> None:
    published = [port for service in services.values() for port in service.get("ports", ())]
    assert {port["host_ip"] for port in published} == {LOOPBACK}


@pytest.mark.parametrize("name", HUBS)
def test_settings_are_settings_and_lead_to_the_server(name: str, services: dict[str, Any], tmp_path: Path) -> None:
    environment = dict(services[name]["environment"])
    assert set(environment) <= {setting.variable for setting in SETTINGS}
    password = environment["LINLI_NEO4J_PASSWORD_FILE"]
    assert password in [secret["target"] for secret in services[name]["secrets"]]
    (tmp_path / "password").write_text("a password\n", "utf-8")
    environment["LINLI_NEO4J_PASSWORD_FILE"] = str(tmp_path / "password")
    settings = load_settings(environment=environment, working=tmp_path)
    store = settings.store
    assert isinstance(store, Neo4jAddress)
    assert (store.user, store.password) == ("neo4j", "a password")
    # The machine's own network: what the server publishes there is what the hub asks, and where the hub listens.
    assert services[name]["network_mode"] == "host"
    assert settings.host == LOOPBACK
    bolt = [port for port in services["neo4j"]["ports"] if port["target"] == 7687]
    assert [f"bolt://{port['host_ip']}:{port['published']}" for port in bolt] == [store.url]


@pytest.mark.parametrize("name", HUBS)
def test_commands_are_commands(name: str, deployment: dict[str, Any], services: dict[str, Any]) -> None:
    last = {one["name"].upper(): one["arguments"] for one in deployment["image"]["stages"][-1]["instructions"]}
    assert last["ENTRYPOINT"] == ["linli"]
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["scripts"]
    assert last["ENTRYPOINT"][0] in scripts
    for line in (last["CMD"], services[name]["command"]):
        assert make_parser().parse_args(line).command == line[0]


def test_the_demo_is_made_in_the_store_that_is_served(services: dict[str, Any]) -> None:
    line = services["demo"]["command"]
    assert make_parser().parse_args(line).store == services["hub"]["environment"]["LINLI_STORE"]
    assert services["demo"]["profiles"] == ["demo"]
    assert services["demo"]["restart"] == "no"
    waits = services["hub"]["depends_on"]
    assert waits["demo"] == {"condition": "service_completed_successfully", "required": False}
    assert waits["neo4j"]["condition"] == services["demo"]["depends_on"]["neo4j"]["condition"] == "service_healthy"


def test_no_password_stands_in_the_files_and_none_is_committed_or_sent(deployment: dict[str, Any]) -> None:
    secrets = deployment["compose"]["secrets"]
    paths = [Path(secret["file"]).relative_to(ROOT).as_posix() for secret in secrets.values()]
    assert {Path(path).parent.as_posix() for path in paths} == {"secrets"}
    assert "/secrets/" in (ROOT / ".gitignore").read_text("utf-8").splitlines()
    assert "*" in (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    for service in deployment["compose"]["services"].values():
        for variable in service["environment"]:
            assert not re.search(r"PASSWORD$|TOKEN$|AUTH$|KEY$", variable)


def test_what_a_hub_keeps_is_on_a_volume(deployment: dict[str, Any], services: dict[str, Any]) -> None:
    pairs = [pair for one in deployment["image"]["stages"][-1]["instructions"] if one["name"].upper() == "ENV"
             for pair in one["arguments"]]  # fmt: skip
    data = dict(pair.split("=", 1) for pair in pairs)["XDG_DATA_HOME"]
    for name in HUBS:
        assert f"{data}/linli" in [volume["target"] for volume in services[name]["volumes"]], name
        assert any(mount.startswith("/tmp:") for mount in services[name]["tmpfs"]), name


def test_the_health_check_of_the_hub_tells_a_ready_hub_from_none(
    services: dict[str, Any],
    process: Start,
    dataset_path: Callable[[str], Path],
) -> None:
    kind, program, *arguments = services["hub"]["healthcheck"]["test"]
    assert (kind, program) == ("CMD", "python")

    def healthy(port: str) -> bool:
        done = subprocess.run([sys.executable, *arguments], env={"LINLI_PORT": port}, capture_output=True, check=False)
        return done.returncode == 0

    hub = process("-m", "linli.main", "serve", "--store", f"sqlite:{dataset_path('panzhou')}", "--port", "0")
    port = Lines(hub).until(rf"//{LOOPBACK}:(\d+)/graphql")[1]
    assert healthy(port)
    hub.terminate()
    hub.wait(60)
    assert not healthy(port)

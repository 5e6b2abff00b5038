"""``linli completion``: a real bash completes commands, options, their values, kinds and files."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from linli import main
from linli.completion import SHELLS
from tests.unit.linli.conftest import Run

PRESS_TAB = r"""
source ./completion
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_LINE="$*"; COMP_POINT=${#COMP_LINE}
completer=$(complete -p linli | sed 's/.*-F \([^ ]*\) .*/\1/')
"$completer" linli "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"
printf '%s\n' "${COMPREPLY[@]}"
"""


@pytest.fixture
def bash(run: Run) -> None:
    """The script beside some files, for a bash that has nothing else."""
    Path("completion").write_text(run("completion", "bash").out, "utf-8")
    Path("areas.csv").touch()
    Path("hub.sqlite").touch()


def offered(*words: str) -> set[str]:
    """What bash offers for the last of these words when Tab is pressed."""
    done = subprocess.run(
        ["bash", "--norc", "--noprofile", "-c", PRESS_TAB, "bash", *words],
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": os.environ["PATH"]},
    )
    assert (done.returncode, done.stderr) == (0, "")
    return set(done.stdout.split())


@pytest.mark.usefixtures("bash")
@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["lo"], {"load", "loads"}),
        (["backup", "--re"], {"--replace"}),
        (["ask", "--format", "t"], {"table"}),
        (["demo", "--preset", "gua"], {"guanghan"}),
        (["load", "Ho"], {"Household"}),
        (["load", "Household", "are"], {"areas.csv"}),
        (["restore", "hub"], {"hub.sqlite"}),
        (["completion", ""], set(SHELLS)),
    ],
)
def test_bash_completes(words: list[str], expected: set[str]) -> None:
    assert offered("linli", *words) == expected


@pytest.mark.usefixtures("bash")
def test_bash_offers_every_command() -> None:
    assert offered("linli", "") >= set(main.COMMANDS)


@pytest.mark.parametrize("shell", SHELLS)
def test_each_shell_has_a_script_with_every_command_and_kind(run: Run, shell: str) -> None:
    done = run("completion", shell)
    assert done.code == 0
    for word in (*main.COMMANDS, "Household", "guanghan", "replace"):
        assert word in done.out


def test_other_shells_are_told(run: Run) -> None:
    done = run("completion", "fsh")
    assert (done.code, "no such value 'fsh'; did you mean 'fish'?" in done.err) == (2, True)

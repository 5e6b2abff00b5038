"""``linli load`` on a disk that is too small, then on the same one made larger; run under ``unshare --map-root-user``.

Prints what each step did, as JSON: exit code, what the command said, and the loads that were open afterwards.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from hub.stores.sql.look import look
from tests.robustness import county

COMMAND = """
import sys
from linli.main import main as linli
sys.exit(linli(sys.argv[1:]))
"""


def main(disk: Path, store: Path, file: Path, kilobytes: int) -> None:
    """Load a file into a copy of a store, with so much space beside that copy."""
    size = store.stat().st_size // 1024 + kilobytes
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}k", "tmpfs", str(disk)], check=True)
    copy = Path(shutil.copy(store, disk / "hub.sqlite"))
    told = [_linli(copy, "load", "Household", str(file), "--apply"), _linli(copy, "digest")]
    subprocess.run(["mount", "-o", "remount,size=100m", str(disk)], check=True)
    open_loads = [load.checkpoint for load in look(copy, county.MODEL).open_loads]
    told += [_linli(copy, "load", "Household", str(file), "--apply"), _linli(copy, "check"), _linli(copy, "digest")]
    print(json.dumps({"told": told, "open": open_loads}))


def _linli(store: Path, *arguments: str) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-c", COMMAND, *arguments, "--store", f"sqlite:{store}"],
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
    )
    return done.returncode, done.stdout, done.stderr


if __name__ == "__main__":
    main(*(Path(path) for path in sys.argv[1:4]), int(sys.argv[4]))

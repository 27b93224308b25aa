"""Pages whose commands are run: what a page shows is what happens."""
from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

_CONSOLE = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)
_PYTHON = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"`([\w./-]+)`:\n\n```\w+\n(.*?)^```", re.MULTILINE | re.DOTALL)


class Step(NamedTuple):
    """A command, and the lines that the page shows of its output; a line with "…" in it stands for any."""

    command: str
    shown: list[str]


def steps(page: str) -> list[Step]:
    """The commands of the page's `console` blocks, in order."""
    found: list[Step] = []
    for block in _CONSOLE.findall(page):
        for line in block.splitlines():
            if line.startswith("$ "):
                found.append(Step(line[2:], []))
            elif line.strip() and "…" not in line:
                found[-1].shown.append(line.strip())
    return found


def write_files(page: str, folder: Path) -> list[Path]:
    """Write the files that the page shows: a block whose name stands before it, in a line that ends in "`name`:"."""
    made = []
    for name, text in _FILE.findall(page):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        made.append(path)
    return made


def run_steps(page: str, folder: Path) -> None:
    """Run the page's commands in the folder, and see that each goes well and prints what the page shows of it."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = {**os.environ, "PATH": path, "HOME": str(folder), "XDG_DATA_HOME": str(folder / "data"), "COLUMNS": "110"}
    for command, shown in steps(page):
        done = subprocess.run(["bash", "-c", command], cwd=folder, env=environment, check=False, capture_output=True, encoding="utf-8")
        assert done.returncode == 0, f"$ {command}\n{done.stderr}"
        printed = {line.strip() for line in (done.stdout + done.stderr).splitlines()}
        assert [line for line in shown if line not in printed] == [], f"$ {command}\n{done.stdout}\n{done.stderr}"


def run_python(page: str, folder: Path) -> str:
    """What the page's only program prints."""
    (program,) = _PYTHON.findall(page)
    return subprocess.run([sys.executable, "-c", program], cwd=folder, check=True, capture_output=True, encoding="utf-8").stdout

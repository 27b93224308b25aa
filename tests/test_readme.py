"""The commands and the program that the README shows work, and print what it says."""
from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from tests.conftest import ROOT

PAGE = (ROOT / "README.md").read_text(encoding="utf-8")
_CONSOLE = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)
_PYTHON = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)


class Step(NamedTuple):
    """A command, and the lines that the page shows of its output; a line with "…" in it stands for any."""

    command: str
    shown: list[str]


def steps() -> list[Step]:
    """The commands of the page's `console` blocks, in order."""
    found: list[Step] = []
    for block in _CONSOLE.findall(PAGE):
        for line in block.splitlines():
            if line.startswith("$ "):
                found.append(Step(line[2:], []))
            elif line.strip() and "…" not in line:
                found[-1].shown.append(line.strip())
    return found


def test_commands_print_what_the_page_shows(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = {**os.environ, "PATH": path, "HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path / "data"), "COLUMNS": "110"}
    for command, shown in steps():
        done = subprocess.run(["bash", "-c", command], cwd=tmp_path, env=environment, check=False, capture_output=True, encoding="utf-8")
        assert done.returncode == 0, f"$ {command}\n{done.stderr}"
        printed = {line.strip() for line in (done.stdout + done.stderr).splitlines()}
        assert [line for line in shown if line not in printed] == [], f"$ {command}\n{done.stdout}"


def test_python_of_the_page_runs(tmp_path: Path) -> None:
    (program,) = _PYTHON.findall(PAGE)
    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, check=True, capture_output=True, encoding="utf-8")
    assert "They signed a memorandum on port security" in done.stdout

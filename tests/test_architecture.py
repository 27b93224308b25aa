"""What holds for the whole of the source: layers, sizes, public names, generated pages, the time to import."""
from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

import dragoman
from tests.conftest import ROOT
from tools import cli_reference

SOURCES = sorted(path for folder in ("src", "training", "benchmarks", "tools") for path in (ROOT / folder).rglob("*.py"))
MOST_LINES = {"file": 400, "function": 60}


def test_imports_keep_to_their_layers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert lint_imports(cache_dir=None) == 0


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_and_functions_stay_short(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert len(source.splitlines()) <= MOST_LINES["file"]
    functions = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    assert [f.name for f in functions if (f.end_lineno or 0) - f.lineno >= MOST_LINES["function"]] == []


def test_every_public_name_can_be_had_and_every_other_is_refused() -> None:
    assert {name for name in dragoman.__all__ if getattr(dragoman, name, None) is None} == set()
    assert dir(dragoman) == sorted(dragoman.__all__)
    with pytest.raises(AttributeError, match="'nothing'"):
        _ = dragoman.nothing


def test_public_names_of_the_type_checker_are_those_of_the_program() -> None:
    tree = ast.parse((ROOT / "src" / "dragoman" / "__init__.py").read_text(encoding="utf-8"))
    branch = next(node for node in tree.body if isinstance(node, ast.If))
    homes = {alias.name: node.module for node in branch.body if isinstance(node, ast.ImportFrom) for alias in node.names}
    assert set(homes) == set(dragoman.__all__) - {"__version__"}
    assert homes == dragoman._HOME_OF


def test_import_takes_less_than_a_third_of_a_second() -> None:
    times = []
    for _ in range(5):
        began = time.perf_counter()
        subprocess.run([sys.executable, "-c", "import dragoman"], check=True)
        times.append(time.perf_counter() - began)
    assert min(times) < 0.3  # the fastest of several: other work on the machine can only slow it


def test_import_loads_nothing_heavy() -> None:
    code = "import dragoman, json, sys; print(json.dumps(sorted(sys.modules)))"
    loaded = json.loads(subprocess.run([sys.executable, "-c", code], check=True, capture_output=True).stdout)
    assert {"numpy", "onnxruntime", "pydantic", "rich", "sqlalchemy", "trafilatura", "typer"} & set(loaded) == set()


def test_reference_of_the_command_line_is_up_to_date() -> None:
    assert cli_reference.PAGE.read_text(encoding="utf-8") == cli_reference.reference(), "run python -m tools.cli_reference"


def test_requirement_files_name_no_address_and_hash_everything() -> None:
    for path in sorted((ROOT / "requirements").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        assert [line for line in text.splitlines() if "://" in line or line.startswith("-")] == []
        pinned = re.findall(r"^\S+==.*\n.*", text, re.MULTILINE)
        assert pinned
        assert [pin for pin in pinned if "--hash=sha256:" not in pin] == []


def test_every_dependency_has_its_reason_written_down() -> None:
    page = (ROOT / "docs" / "decisions" / "0002-dependencies.md").read_text(encoding="utf-8")
    written = set(re.findall(r"^\| ([\w-]+) \|", page, re.MULTILINE)) - {"package", "extra", "---"}
    needed = {re.split(r"[<>=~! ]", line)[0] for line in _base_dependencies()}
    assert written == needed


def _base_dependencies() -> list[str]:
    import tomllib

    with (ROOT / "pyproject.toml").open("rb") as file:
        dependencies: list[str] = tomllib.load(file)["project"]["dependencies"]
    return dependencies

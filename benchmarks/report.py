"""Where results are published: benchmarks/results/NAME.md, and between the marks `<!-- NAME -->` and `<!-- /NAME -->` of the README."""
from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
RESULTS = ROOT / "benchmarks" / "results"
README = ROOT / "README.md"


def publish(name: str, head: str, table: str) -> None:
    """Print the table and put it in its places."""
    print(table, end="")
    RESULTS.mkdir(exist_ok=True)
    RESULTS.joinpath(f"{name}.md").write_text(f"{head}\n{table}\nMade by `make bench`.\n", encoding="utf-8")
    page = README.read_text(encoding="utf-8")
    README.write_text(re.sub(rf"(<!-- {name} -->\n).*(<!-- /{name} -->\n)", rf"\1{table}\2", page, flags=re.DOTALL), encoding="utf-8")

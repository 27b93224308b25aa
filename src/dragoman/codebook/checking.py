"""Whether a codebook keeps its own rules: `dragoman codebook check`, and what is asked of every file laid over the shipped one."""
from __future__ import annotations

from collections.abc import Iterator

from dragoman.codebook.contents import FILES, LINES, ROWS, TABLES
from dragoman.codebook.csv_checks import Known, csv_findings, keys_of
from dragoman.codebook.findings import Finding, choice
from dragoman.codebook.layers import SHIPPED, Codebook
from dragoman.codebook.loading import parsed, shipped_text
from dragoman.codebook.merging import merged
from dragoman.codebook.places import COUNTRIES, ORGANISATIONS
from dragoman.codebook.yaml_checks import merge_findings, yaml_findings


def check(codebook: Codebook) -> list[Finding]:
    """The mistakes in the files that are laid over the shipped codebook; in the shipped codebook itself where none are."""
    codes = _codes(codebook)
    found: list[Finding] = []
    for name, text in codebook.files or [(name, shipped_text(name)) for name in FILES]:
        mistakes = list(_of_file(name, text, codes))
        if name in TABLES and not mistakes:
            whole = merged(parsed(name, shipped_text(name)), parsed(name, text), TABLES[name]) if codebook.files else parsed(name, text)
            mistakes = list(merge_findings(name, text, whole, TABLES[name]))
        found += sorted(mistakes, key=lambda finding: finding.line)
    return found


def _of_file(name: str, text: str, codes: frozenset[str]) -> Iterator[Finding]:
    if name in TABLES:
        return yaml_findings(name, text, TABLES[name], codes)
    if name in ROWS:
        return csv_findings(ROWS[name], text, Known(codes, keys_of(ROWS[name], shipped_text(name))))
    if name in LINES:
        return iter(())
    return iter([Finding(name, 1, "no file of the codebook has this name", choice(name, FILES))])


def _codes(codebook: Codebook) -> frozenset[str]:
    """The codes of all countries and organisations, those that are laid over included."""
    texts = ((rows, text) for rows in (COUNTRIES, ORGANISATIONS) for text in (shipped_text(rows.file), codebook.text(rows.file) or ""))
    return frozenset(code for rows, text in texts for (code,) in keys_of(rows, text) if code)


def size(codebook: Codebook = SHIPPED) -> tuple[int, int]:
    """How many files a codebook has by itself, and how many lines of them say something."""
    texts = [text for _, text in codebook.files] or [shipped_text(name) for name in FILES]
    return len(texts), sum(bool(line.strip()) and not line.lstrip().startswith("#") for text in texts for line in text.splitlines())

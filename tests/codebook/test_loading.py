"""A mistake in a file of the codebook is an error that names the file."""
from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import BaseModel

from dragoman.codebook import loading
from dragoman.errors import CodebookError


class Words(BaseModel):
    """A table of one list."""

    words: list[str]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A codebook's folder to write into."""
    monkeypatch.setattr(loading, "files", lambda _: tmp_path)
    return tmp_path


def test_a_table_is_read_by_its_type(folder: Path) -> None:
    (folder / "a.yaml").write_text("words: [sign, ratify]", encoding="utf-8")
    assert loading.read_table("a.yaml", Words).words == ["sign", "ratify"]


@pytest.mark.parametrize("text", ["words: [sign", "- sign", "", "words: sign", "verbs: []"])
def test_what_breaks_the_rules_is_named(folder: Path, text: str) -> None:
    (folder / "a.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(CodebookError, match=r"^a\.yaml: "):
        loading.read_table("a.yaml", Words)

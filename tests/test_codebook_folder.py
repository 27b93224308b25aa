"""A folder of one's own codebook files."""
from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.codebook.layers import Codebook
from dragoman.codebook_folder import examine, load_codebook
from dragoman.errors import CodebookError


def test_its_files_are_the_codebook_and_other_files_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "cities.csv").write_text("name,country\nKuressaare,EST\n", encoding="utf-8")
    for name in ("README.md", ".draft.yaml", "notes"):
        (tmp_path / name).write_text("anything", encoding="utf-8")
    assert load_codebook(tmp_path) == load_codebook(str(tmp_path)) == Codebook.of({"cities.csv": "name,country\nKuressaare,EST\n"})


def test_what_spreadsheets_write_is_read(tmp_path: Path) -> None:
    (tmp_path / "cities.csv").write_bytes("\ufeffname,country\r\nPärnu,EST\r\n".encode())
    assert load_codebook(tmp_path).text("cities.csv") == "name,country\nPärnu,EST\n"


def test_the_first_mistake_is_named_with_its_path_and_line_and_the_rest_counted(tmp_path: Path) -> None:
    (tmp_path / "cities.csv").write_text("name,country\nA,XXX\nB,YYY\n", encoding="utf-8")
    with pytest.raises(CodebookError) as refused:
        load_codebook(tmp_path)
    message = str(refused.value)
    assert message.startswith(f"{tmp_path / 'cities.csv'}:2: no country or organisation has the code XXX; ")
    assert message.endswith(f"(1 more: dragoman codebook check --codebook {tmp_path})")
    assert "\n" not in message


def test_text_in_another_encoding_is_a_mistake_on_its_line(tmp_path: Path) -> None:
    (tmp_path / "cities.csv").write_bytes("name,country\nPärnu,EST\n".encode("latin-1"))
    (tmp_path / "gestures.yml").write_text("", encoding="utf-8")
    codebook, (encoding, name) = examine(tmp_path)
    assert (encoding.line, encoding.wrong) == (2, "this is not UTF-8")
    assert name.mend == "did you mean gestures.yaml?"
    assert [file for file, _ in codebook.files] == ["gestures.yml"]


def test_a_file_of_any_size_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "cities.csv").open("wb") as file:
        file.truncate(1 << 30)
    assert ["over" in finding.wrong for finding in examine(tmp_path)[1]] == [True]


@pytest.mark.parametrize("name", ["missing", "file", "empty"])
def test_what_is_no_folder_of_codebook_files_is_refused_by_name(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    with pytest.raises(CodebookError, match=name):
        load_codebook(tmp_path / name)

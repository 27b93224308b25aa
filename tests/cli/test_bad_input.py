"""Bad input: one line on standard error that names it and the mend, exit code 1, and everything else is read and kept."""
from __future__ import annotations

import io
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from dragoman.register import Register
from tests.cli.conftest import ONE, Dragoman


def pdf(text: str = "", *, locked: bool = False) -> bytes:
    """A page of PDF."""
    file = io.BytesIO()
    canvas = Canvas(file, encrypt="open sesame" if locked else None)
    canvas.drawString(100, 700, text)
    canvas.showPage()
    canvas.save()
    return file.getvalue()


BAD = {
    "empty.txt": b"",
    "binary.txt": bytes(range(256)) * 40,
    "broken-utf-8.txt": ONE.encode()[:80] + b"\xff\xfe\xc3" + ONE.encode()[80:],
    "no-text.pdf": pdf(),
    "encrypted.pdf": pdf(ONE, locked=True),
    "truncated.pdf": pdf(ONE)[:300],
    "no-article.html": b'<!doctype html><title>x</title><nav><a href="/">Home</a></nav><script>var a = 1</script>',
    "one-line.txt": b"x" * 50_000_000,
    "broken.jsonl": b'{"id": "a", "text": \n{"id": "b"\n',
    "broken.docx": b"PK\x03\x04" + b"\0" * 200,
    "no-country.txt": b"The committee met on Sunday to discuss its garden, and agreed that the roses should be cut within the month.",
    "other-language.txt": "Le président a reçu vendredi le ministre des affaires étrangères de Finlande, avec qui il a parlé.".encode(),
}


@pytest.mark.parametrize("name", BAD)
def test_each_bad_file_is_named_and_the_good_one_is_read_and_kept(dragoman: Dragoman, one: Path, tmp_path: Path, name: str) -> None:
    bad = tmp_path / name
    bad.write_bytes(BAD[name])
    ended = dragoman("read", "--format", "jsonl", bad, one)
    *complaints, last = ended.err.splitlines()
    assert ended.code == 1
    assert complaints
    for line in complaints:
        assert line.startswith(f"error: {bad}"), line
        assert ";" in line
    assert last.startswith("1 document read, ")
    assert len(ended.out.splitlines()) == 1
    with Register.open(tmp_path / "register.db", create=False) as register:
        assert len(register.view().documents()) == 1


def test_utf_16_is_read_like_any_other_encoding(dragoman: Dragoman, one: Path, tmp_path: Path) -> None:
    (tmp_path / "utf-16.txt").write_bytes(ONE.encode("utf-16"))
    same = dragoman("read", "--format", "jsonl", tmp_path / "utf-16.txt")
    assert (same.code, same.out) == (0, dragoman("read", "--format", "jsonl", one).out)

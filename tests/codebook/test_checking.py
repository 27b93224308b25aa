"""What is wrong with a codebook's files: file, line and mend."""
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.codebook.checking import check, size
from dragoman.codebook.contents import FILES, OF_TYPE, ROWS, TABLES
from dragoman.codebook.layers import SHIPPED, Codebook
from dragoman.codebook.loading import shipped_text
from dragoman.records import RECORD_TYPES
from tests.conftest import ROOT


def found(name: str, text: str) -> list[tuple[int, str, str]]:
    """Line, what is wrong, and the mend, of each mistake of a file laid over the shipped one."""
    return [(finding.line, finding.wrong, finding.mend) for finding in check(Codebook.of({name: text}))]


def test_shipped_codebook_has_no_mistakes() -> None:
    assert check(SHIPPED) == []
    files, lines = size()
    assert files == len(FILES)
    assert lines > 4_000


def test_every_data_file_is_checked() -> None:
    data = {path.name for path in (ROOT / "src" / "dragoman" / "codebook").iterdir() if path.suffix in (".yaml", ".csv", ".txt")}
    assert set(FILES) == data


def test_every_type_of_record_has_its_files() -> None:
    assert set(OF_TYPE) == {kind.model_fields["type"].default for kind in RECORD_TYPES}
    assert {file for group in OF_TYPE.values() for file in group} <= set(TABLES)


ENTRY = "to: [object], about: [for]"


@pytest.mark.parametrize(("name", "text", "line", "wrong", "mend"), [
    ("gestures.yaml", "verbs:\n  - {words: [vilipend, kind: x\n", 2, "this is no YAML", "bracket"),
    ("gestures.yaml", "- a\n", 1, "sections with a name", "colon"),
    ("gestures.yaml", "\nverb: []\n", 2, "unknown key 'verb'", "did you mean verbs?"),
    ("gestures.yaml", f"verbs:\n  - {{words: [a], kind: praise, {ENTRY}, aims: named}}\n", 2, "unknown key 'aims' in verbs", "mean aim?"),
    ("gestures.yaml", f"verbs:\n  - {{words: [a], kind: critcism, {ENTRY}}}\n", 2, "'critcism' is no value in verbs", "mean criticism?"),
    ("gestures.yaml", "verbs:\n  - {words: [a], kind: praise, to: [object]}\n", 2, "'about' is missing", "add it"),
    ("gestures.yaml", "puts:\n  - off\n", 2, "off, no or false is no word", "quotation marks"),
    ("gestures.yaml", "puts: [a,\n  7]\n", 2, "7 is no word", "quotation marks"),
    ("gestures.yaml", "puts: send\n", 1, "puts must be a list", "brackets"),
    ("gestures.yaml", "verbs: [vilipend]\n", 1, "an entry must hold parts", "shipped"),
    ("gestures.yaml", "puts: [a]\nputs: [b]\n", 2, "'puts' stands here a second time (first on line 1)", "one of the two"),
    ("gestures.yaml", f"verbs:\n  - {{words: [a], kind: praise, {ENTRY}}}\n  - {{words: [a], kind: thanks, {ENTRY}}}\n", 3,
     "'a' stands here and in another entry (line 2)", "keep one"),
    ("events.yaml", "verbs:\n  - {words: [zap], type: ASSAULT, to: [object]}\n  - {words: [zap], type: ASSAULT, to: [object]}\n", 3,
     "'zap' stands here and in another entry (line 2)", "keep one"),
    ("events.yaml", "verbs:\n  - {words: [zap],\n     type: ASSAULT, what: zaps, to: [object]}\n", 3, "no list of things is called zaps",
     "add it"),
    ("meetings.yaml", "nouns:\n  tlaks: [x]\n", 2, "'tlaks' is no value in nouns", "did you mean talks?"),
    ("meetings.yaml", "nouns:\n  talks: [x]\n  visit: [y, x]\n", 3, "'x' stands here and in talks (line 2)", "keep one"),
    ("meetings.yaml", "people:\n  - x\n  - x\n", 3, "'x' stands here and in this list (line 2)", "keep one"),
    ("meetings.yaml", "status: {canceled: [x]}\n", 1, "unknown key 'canceled' in status", "did you mean cancelled?"),
    ("figures.yaml", "sums:\n  trade: {noun: [x]}\n", 2, "unknown key 'noun' in sums, trade", "did you mean nouns?"),
    ("figures.yaml", "lenders:\n  - IGO:XYZ\n", 2, "no country or organisation has the code IGO:XYZ", "organisations.csv"),
    ("gestures.yaml", f"verbs:\n  - {{words: [Vilipend], kind: criticism, {ENTRY}}}\n", 2, "'Vilipend' is never found", "write vilipend"),
    ("bodies.yaml", "formats:\n  forum: [Tallinn Format]\n", 2, "'Tallinn Format' is never found", "write tallinn format"),
    ("units.yaml", "kg: {name: [x]}\n", 1, "unknown key 'name' in kg", "did you mean names?"),
    ("gestures.yaml", "puts: &a [x]\nbearers: [*a, *a]\n", 2, "this repeats what stands elsewhere (*a)", "write the words out"),
    ("gesture.yaml", "", 1, "no file of the codebook", "did you mean gestures.yaml?"),
    ("cities.csv", "name;country\nA;EST\n", 1, "unknown column 'name;country'", "country"),
    ("cities.csv", "name\nA\n", 2, "no country", "fill it in"),
    ("cities.csv", "country\nEST\n", 1, "no column name", "name,country"),
    ("cities.csv", "name,country\n\nA,EST,B\n", 3, "3 cells where the first line has 2", "quotation marks"),
    ("cities.csv", "name,country\nA,EST\nB,XXX\n", 3, "no country or organisation has the code XXX", "countries.csv"),
    ("cities.csv", "name,country\nA,EST\nA,FIN\n", 3, "A has a row already (line 2)", "one of the two"),
    ("cities.csv", "name,country\n\"A,EST\n", 2, "this is no CSV", "quotation mark"),
    ("countries.csv", "code,name\nest,x\n", 2, "'est' is not a code of ISO 3166-1", "capital"),
    ("countries.csv", "code,aliases\nEST,Same\nFIN,Same\n", 3, "'Same' stands among the aliases here and on line 2", "keep one"),
    ("countries.csv", "code,until\nEST,2031\n", 2, "until is '2031', no date", "2031-05-04"),
    ("organisations.csv", "code,name\nBFC,x\n", 2, "'BFC' is not a code of an organisation", "IGO:"),
    ("currencies.csv", "code,countries\nEUR,EST; XXX\n", 2, "code XXX", "countries.csv"),
    ("holders.csv", "name,code,office,from\nA B,EST,foreign_ministre,2031\n", 2, "is no class of office", "mean foreign_minister?"),
    ("holders.csv", "name,code,office,from\nA B,EST,minister,31\n", 2, "from is '31', no year", "four digits"),
    ("holders.csv", "name,code,office,from,to\nA B,EST,minister,2031,2030\n", 2, "ends (2030) before it begins (2031)", "years"),
])
def test_each_mistake_has_its_line_and_its_mend(name: str, text: str, line: int, wrong: str, mend: str) -> None:
    ((at, what, cure),) = found(name, text)
    assert at == line
    assert wrong in what
    assert mend in cure


@pytest.mark.parametrize(("name", "text"), [
    ("gestures.yaml", ""), ("gestures.yaml", "# nothing yet\n"), ("cities.csv", "name,country\n"), ("common_names.txt", "anything\n"),
    ("countries.csv", "code,aliases\nEST,Maarjamaa\n"), ("figures.yaml", "sums:\n  trade: {verbs: [barter]}\n"),
    ("events.yaml", "things: {yurts: [yurt]}\nverbs:\n  - {words: [pitch], type: AID, what: yurts, to: [for]}\n"),
])
def test_a_file_may_leave_out_what_it_does_not_add_to(name: str, text: str) -> None:
    assert found(name, text) == []


def test_codes_of_ones_own_may_be_used_in_other_files() -> None:
    files = {"organisations.csv": "code,name\nIGO:BFC,Baltic Ferry Commission\n", "figures.yaml": "lenders: [\"IGO:BFC\"]\n",
             "holders.csv": "name,code,office,from\nMari Saar,IGO:BFC,organisation_head,2031\n"}
    assert check(Codebook.of(files)) == []


@pytest.mark.parametrize("name", sorted((*TABLES, *ROWS)))
def test_a_copy_of_a_shipped_file_is_a_codebook(name: str) -> None:
    assert found(name, shipped_text(name)) == []


@given(name=st.sampled_from(sorted((*TABLES, *ROWS))), text=st.text(st.characters(codec="utf-8"), max_size=80))
def test_any_text_gets_findings_within_the_file_and_no_other_error(name: str, text: str) -> None:
    breaks = sum(text.count(mark) for mark in "\n\r\x85\u2028\u2029")  # as YAML counts lines
    assert all(1 <= line <= breaks + 1 for line, _, _ in found(name, text))


def test_deep_nesting_is_a_mistake_not_a_crash() -> None:
    assert len(found("gestures.yaml", "puts: " + "[" * 20_000)) == 1

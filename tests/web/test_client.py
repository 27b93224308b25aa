"""A register that a server keeps, asked with the methods of one that is kept here."""
from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from dragoman import questions
from dragoman.accounts import Accounts, By
from dragoman.brief import make_brief
from dragoman.document import Document
from dragoman.errors import (
    AccountError,
    ConflictError,
    DecisionError,
    DragomanError,
    QuestionError,
    ReadOnlyError,
    RegisterError,
    UnknownError,
)
from dragoman.questions import formats
from dragoman.records import Evidence, Reading, load_records
from dragoman.register import Asked, Register, View
from dragoman.register.remote.view import RemoteView
from dragoman.web import make_app
from tests.web.serving import serving
from tests.web.support import HOSTILE_ID, TODAY

NOBODY = By(None, None)
QUESTIONS: dict[str, Callable[[View], Any]] = {
    "timeline": lambda view: questions.timeline(view, "KAZ", "KOR", since="2024"),
    "agreements": lambda view: questions.agreements(view, status="signed"),
    "visits": lambda view: questions.visits(view, "KAZ"),
    "figures": lambda view: questions.figures(view, "KAZ", "KOR"),
    "commitments": lambda view: questions.commitments(view, as_of=TODAY),
    "statements": lambda view: questions.statements(view, by="KOR", about="investment"),
    "compare": lambda view: questions.compare(view, "dispatch-1-01", "dispatch-1-11"),
    "search": lambda view: questions.search(view, Asked("agreement", type="meeting", actor="KAZ")),
    "stats": questions.stats,
    "brief": lambda view: make_brief(view, "KAZ", "KOR", today=TODAY),
    "brief of a period": lambda view: make_brief(view, "Estonia", "Finland", since="2025", today=TODAY),
    "brief for a visit": lambda view: make_brief(view, "KAZ", "KOR", visit="next", today="2024-06-01"),
}
ASKED: dict[str, Callable[[View], Any]] = {
    "all facts": lambda view: view.facts(),
    "the latest facts": lambda view: view.facts(pair=("EST", "FIN"), limit=230),
    "facts of a type": lambda view: view.facts(actor="KAZ", type="agreement", status="signed", since="2024", until="2026"),
    "facts by their ids": lambda view: view.facts_by_id({fact.id for fact in view.facts(pair=("EST", "FIN"))} | {"f-none"}),
    "facts of a document": lambda view: view.facts_of("long"),
    "links": lambda view: view.links(view.facts()),
    "documents": lambda view: view.documents(),
    "documents by their ids": lambda view: view.sources(["long", HOSTILE_ID, "none"]),
    "imprints of documents": lambda view: view.imprints(["long", HOSTILE_ID, "none"]),
    "the last documents": lambda view: view.recent(5),
    "a document": lambda view: view.annotated(HOSTILE_ID),
    "the ids of its records": lambda view: view.record_ids("dispatch-1-01"),
    "a record": lambda view: view.record(view.record_ids(HOSTILE_ID)[0]),
    "texts": lambda view: view.texts([row.id for row in view.documents()]),
    "outline": lambda view: view.outline("EST", "FIN", until="2026"),
    "outline, narrowed": lambda view: view.outline(
        "KAZ", "KOR", types=("statement", "meeting"), but=("KAZ",), begun="2026-01-01", latest=3),
    "outline of some facts": lambda view: view.outline(
        "KAZ", "KOR", ids={fact.id for fact in view.facts(pair=("KAZ", "KOR"), type="meeting")}),
    "tally": lambda view: view.tally("KAZ", "KOR", since="2024", today="2027-01-01"),
    "urgent": lambda view: view.urgent("KAZ", "KOR", today="2027-01-01", states=["open", "overdue"], most=3),
    "outline of what is contradicted": lambda view: view.outline(*sorted(view.disputed(1)[0].actors)[:2], contradicted=True),
    "months": lambda view: view.months("KAZ", "KOR", until="2025"),
    "publishers": lambda view: view.publishers("KAZ", "KOR"),
    "what is due": lambda view: view.due("2025-01-01", 3),
    "what differs": lambda view: view.disputed(4),
    "partners": lambda view: view.partners("KAZ", 4),
    "types": lambda view: view.types_of("KAZ"),
    "found": lambda view: view.search(Asked("signed -pact"), limit=9, offset=2),
    "what a search can be narrowed by": lambda view: view.facets(Asked("signed", type="agreement")),
    "counts": lambda view: view.counts(),
    "what waits": lambda view: view.waiting(),
}
REFUSED: dict[str, tuple[Callable[[View], Any], type[DragomanError]]] = {
    "a fact": (lambda view: view.fact("f-none"), UnknownError), "a record": (lambda view: view.record("r-none"), UnknownError),
    "a document": (lambda view: view.reading(".."), UnknownError),
    "a pair": (lambda view: make_brief(view, "KAZ", "KAZ"), QuestionError),
}


@pytest.fixture(scope="module")
def address(register: Register) -> Iterator[str]:
    with serving(make_app(register, today=lambda: TODAY)) as address:
        yield address


@pytest.fixture(scope="module")
def remote(address: str) -> Iterator[View]:
    with Register.open(address) as opened:
        yield opened.view()


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Register, str, dict[str, str]]]:
    """A register with accounts, where it is served, and a token of each scope."""
    with Register.open(tmp_path_factory.mktemp("team") / "register.db") as made:
        accounts = Accounts(made)
        accounts.add("Ada", "admin", "a very long password indeed", by=NOBODY)
        tokens = {scope: accounts.tokens.add("Ada", scope, scope, 30, NOBODY) for scope in ("read", "review")}
        with serving(make_app(made, public=True)) as address:
            yield made, address, tokens


def _note(name: str = "note") -> Reading:
    document = Document(id=name, text=f"{name}: The ministers of Estonia and Finland met in Tallinn.", published="2031-05-04", pages=(0, 3))
    evidence = [Evidence.cut(document, 0, len(document.text)).model_dump()]
    record = {"type": "meeting", "kind": "talks", "parties": ["EST", "FIN"], "evidence": evidence}
    return Reading.of(document, load_records([record], document.text))


@pytest.mark.parametrize("ask", (ASKED | QUESTIONS).values(), ids=(ASKED | QUESTIONS).keys())
def test_a_server_gives_the_same_answers_as_the_file(view: View, remote: View, ask: Callable[[View], Any]) -> None:
    answer = ask(view)
    assert ask(remote) == answer
    assert answer or answer == 0


@pytest.mark.parametrize(("ask", "kind"), REFUSED.values(), ids=REFUSED.keys())
def test_a_server_refuses_in_the_same_words(view: View, remote: View, ask: Callable[[View], Any], kind: type[DragomanError]) -> None:
    said = []
    for one in (view, remote):
        with pytest.raises(kind) as refused:
            ask(one)
        said.append(str(refused.value))
    assert said[0] == said[1]


def test_every_question_is_asked_of_the_server_or_refused(remote: View) -> None:
    own = {name for name in vars(View) if not name.startswith("_")}
    left = own - set(vars(RemoteView))
    assert left <= {"relations"}
    for name in left:
        with pytest.raises(RegisterError, match="ask on the machine that keeps the register"):
            getattr(remote, name)()


def test_what_a_list_cannot_begin_with_is_refused(remote: View) -> None:
    for ask in (lambda: remote.recent(3, "long"), lambda: remote.facts(before=("2024", "2024", "f-1")),
                lambda: remote.facts(pair=("KAZ", "KOR"), actor="KAZ")):
        with pytest.raises(RegisterError, match="ask on the machine that keeps the register"):
            ask()


def test_documents_are_added_with_a_token_that_may(team: tuple[Register, str, dict[str, str]]) -> None:
    kept, address, tokens = team
    with Register.open(address, token=tokens["review"]) as there:
        assert there.add(_note(), read_with="by hand")
        assert not there.add(_note(), read_with="by hand")
        assert there.settle() == 0
        assert there.view().reading("note") == kept.view().reading("note") == _note()
        assert there.view().facts() == kept.view().facts() != []
    with Register.open(address, token=tokens["read"]) as there:
        assert there.view().facts() == kept.view().facts()
        with pytest.raises(ReadOnlyError, match="Readers change nothing"):
            there.add(_note("other"))


def test_decisions_are_made_in_the_name_of_the_token(team: tuple[Register, str, dict[str, str]]) -> None:
    kept, address, tokens = team
    kept.add_all([_note("first"), _note("second")])
    kept.settle()
    one, other = (kept.view().record_ids(name)[0] for name in ("first", "second"))
    with Register.open(address, token=tokens["review"]) as there:
        ledger = there.ledger("Ada")
        made = [*ledger.accept(one, "so it is"), *ledger.correct(one, "place", "Tallinn", was=None), *ledger.unverifiable([other], seen=99)]
        record = {"type": "gesture", "kind": "thanks", "from": "EST", "to": "FIN", "evidence": ["The ministers of Estonia and Finland met"]}
        made += ledger.add("first", record)
        facts = [kept.view().fact(id_).id for id_ in (one, other)]
        made += ledger.part(*facts) if facts[0] != facts[1] else ledger.split(facts[0], [other])
        made += ledger.undo(made[1].number)
        made += ledger.merge(*(kept.view().fact(id_).id for id_ in (one, other)))
        assert there.view().decisions() == kept.view().decisions() == made
        assert {entry.who for entry in made} == {"Ada"}
        with pytest.raises(ConflictError, match="is undone already"):
            ledger.undo(made[1].number)
        with pytest.raises(DecisionError, match="kind cannot be"):
            ledger.correct(one, "kind", "rumour")
        with pytest.raises(ConflictError, match="its reports do not differ on place"):
            ledger.choose(there.view().fact(one).id, "place", "Turku")
        with pytest.raises(UnknownError, match="no such record or fact"):
            ledger.reject("r-none")
        with pytest.raises(RegisterError, match="stand under Ada; give that name"):
            there.ledger("Kim")
    with Register.open(address, token=tokens["read"]) as there, pytest.raises(ReadOnlyError):
        there.ledger("Ada").accept(one)


@pytest.mark.parametrize("token", [None, "", "dragoman_wrong", "a b", "ä"])
def test_a_server_with_accounts_wants_a_token_that_holds(team: tuple[Register, str, dict[str, str]], token: str | None) -> None:
    with pytest.raises(AccountError, match="token"):
        Register.open(team[1], token=token)


def test_what_only_the_keeper_of_the_database_can_do_is_refused(address: str, tmp_path: Path) -> None:
    with Register.open(address) as there:
        for do in (there.rebuild, there.verify, lambda: there.backup(tmp_path / "b"), lambda: there.reread(_note()), lambda: there.engine):
            with pytest.raises(RegisterError, match="do it on the machine that keeps the register"):
                do()
        assert there.location == f"{address}/"


def test_the_command_line_asks_a_server(address: str, register: Register, team: tuple[Register, str, dict[str, str]]) -> None:
    def printed(location: str, *arguments: str, token: str = "") -> str:
        command = [sys.executable, "-m", "dragoman", *arguments, "--register", location]
        done = subprocess.run(command, check=False, capture_output=True, text=True, env={"DRAGOMAN_TOKEN": token, "COLUMNS": "100"})
        return done.stdout + done.stderr

    table = formats.FORMATS["table"].write(questions.agreements(register.view(), "KAZ", "KOR", status="signed"))
    assert printed(address, "agreements", "KAZ", "KOR", "--status", "signed") == table
    assert "in DRAGOMAN_TOKEN" in printed(team[1], "stats")
    assert "facts by type" in printed(team[1], "stats", token=team[2]["read"])

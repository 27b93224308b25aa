"""Who is said to have said what, directly and indirectly."""
from __future__ import annotations

import pytest

from dragoman.analysis import analyse
from dragoman.document import Document
from dragoman.extraction.context import Context
from dragoman.extraction.statements import statements
from dragoman.records import Statement

OPENING = "Norwegian Foreign Minister Anna Berg arrived in Riga on Monday. "


def read(text: str) -> list[Statement]:
    return list(statements(Context(analyse(Document(id="x", text=text)))))


def told(text: str) -> list[tuple[str, str, str]]:
    return [(s.speaker, s.mode, s.content) for s in read(text)]


@pytest.mark.parametrize(("text", "expected"), [
    ("“We will sign the treaty,” Anna Berg said.", ("Anna Berg", "direct", "We will sign the treaty")),
    ("Anna Berg said: “We will sign the treaty.”", ("Anna Berg", "direct", "We will sign the treaty.")),
    ("Anna Berg said that the treaty would be signed.", ("Anna Berg", "indirect", "the treaty would be signed")),
    ("The treaty will be signed soon, the foreign ministry said.", ("foreign ministry", "indirect", "The treaty will be signed soon")),
    ("The treaty, Anna Berg said, will be signed on Friday.", ("Anna Berg", "indirect", "The treaty will be signed on Friday")),
    ("According to the ministry, trade has doubled since 2019.", ("ministry", "indirect", "trade has doubled since 2019")),
    ("Anna Berg noted the importance of the treaty.", ("Anna Berg", "indirect", "the importance of the treaty")),
    ("Anna Berg urged Russia to withdraw its troops.", ("Anna Berg", "indirect", "Russia to withdraw its troops")),
])
def test_each_form_of_reported_speech(text: str, expected: tuple[str, str, str]) -> None:
    assert told(text) == [expected]


def test_a_quotation_broken_by_its_attribution_is_one_statement() -> None:
    found = told("“We agree,” Anna Berg said. “The treaty will be signed.”")
    assert found == [("Anna Berg", "direct", "We agree The treaty will be signed.")]


def test_a_pronoun_is_the_person_before() -> None:
    assert told(OPENING + "She said that the talks had been useful.") == [("Anna Berg", "indirect", "the talks had been useful")]


def test_two_verbs_of_saying_are_two_statements() -> None:
    found = told("Anna Berg said that trade had grown and added that it would grow further.")
    assert [content for _, _, content in found] == ["trade had grown", "it would grow further"]


@pytest.mark.parametrize("text", [
    "Anna Berg did not say that the treaty would be signed.",
    "Anna Berg is expected to say that the treaty will be signed.",
    "The treaty was signed on Friday.",
    "The convening highlighted the work of the two ports.",
    "Anna Berg called President Janis Ozols to congratulate him on his election.",
    "Norway recalled its ambassador from Riga for consultations.",
    "Norway recalled its envoy to Latvia in April, days after the talks had failed.",
])
def test_what_was_not_said_is_no_statement(text: str) -> None:
    assert told(text) == []


def test_the_speaker_of_a_transcript_stands_before_the_colon() -> None:
    text = "President of Latvia Juris Kalns: Good afternoon, colleagues. We will discuss it.\nPresident of Estonia Anna Kask: Thank you."
    found = [(speaker, content[:14]) for speaker, _, content in told(text)]
    assert found == [("Juris Kalns", "Good afternoon"), ("Anna Kask", "Thank you.")]


def test_in_a_transcript_somebody_may_speak_but_once() -> None:
    text = "LEHNA: We can confirm it.\n\nKRANE: We cannot.\n\nLEHNA: We shall see."
    assert [speaker for speaker, _, _ in told(text)] == ["LEHNA", "KRANE", "LEHNA"]


def test_the_question_of_a_medium_ends_the_turn_before_it() -> None:
    text = ("Anna Berg: The minister will visit Latvia in June.\n\nBaltic News: Estonia has closed its port. What is your comment?\n\n"
            "Anna Berg: That is for Estonia to say.\n\nAFP: Could you give us the date of the visit?\n\nAnna Berg: I cannot.")
    assert [(speaker, content) for speaker, mode, content in told(text) if mode == "direct"] == [
        ("Anna Berg", "The minister will visit Latvia in June."), ("Anna Berg", "That is for Estonia to say."), ("Anna Berg", "I cannot.")]


def test_an_office_in_brackets_is_no_part_of_the_speaker_s_name() -> None:
    found = told("LEHNA (foreign ministry): We can confirm it.\n\nQUESTION: Why?\n\nLEHNA: We shall see.")
    assert [(speaker, content) for speaker, _, content in found] == [("LEHNA", "We can confirm it."), ("LEHNA", "We shall see.")]


def test_the_evidence_holds_speaker_and_words() -> None:
    [statement] = read("“We will sign the treaty,” Anna Berg said.")
    assert statement.evidence[0].quote == "“We will sign the treaty,” Anna Berg said"


@pytest.mark.parametrize(("text", "expected"), [
    ("“Our farms live by “green” energy today,” Anna Berg said.", ("Anna Berg", "direct", "Our farms live by “green” energy today")),
    ("‘The harbour will open in May,’ Anna Berg said.", ("Anna Berg", "direct", "The harbour will open in May")),
    ("Anna Berg denied that the treaty had been signed.", ("Anna Berg", "indirect", "denied that the treaty had been signed")),
    ("Trade has doubled since 2019, according to the ministry.", ("ministry", "indirect", "Trade has doubled since 2019")),
    ("In a meeting with the guests, Anna Berg stressed the importance of trade.", ("Anna Berg", "indirect", "the importance of trade")),
    ("Anna Berg expressed confidence that the talks would succeed.", ("Anna Berg", "indirect", "the talks would succeed")),
    ("Anna Berg spoke about the need for new ports.", ("Anna Berg", "indirect", "the need for new ports")),
    ("As Anna Berg noted, the two countries have built a bridge.", ("Anna Berg", "indirect", "the two countries have built a bridge")),
])
def test_more_forms_of_reported_speech(text: str, expected: tuple[str, str, str]) -> None:
    assert told(text) == [expected]


def test_words_that_a_sentence_points_back_to_are_those_before_it() -> None:
    found = told("Latvia will send two ships to Norway. This was stated by Foreign Minister Anna Berg in Riga.")
    assert found == [("Anna Berg", "indirect", "Latvia will send two ships to Norway")]


def test_a_sentence_behind_a_closed_quotation_does_not_attribute_it() -> None:
    found = told("Anna Berg said: “We are friends.” President Juris Kalns noted the growth of trade.")
    assert [speaker for speaker, _, _ in found] == ["Anna Berg", "Juris Kalns"]


@pytest.mark.parametrize(("lead", "more"), [
    ("A spokesman for the Latvian army said that the bridge was closed.", "He added that the road was open."),
    ("The Latvian foreign ministry said that the bridge was closed.", "It added that the road was open."),
    ("The Latvian army and navy said that the bridge was closed.", "They added that the road was open."),
])
def test_a_pronoun_means_whoever_spoke_before_named_or_not(lead: str, more: str) -> None:
    first, second = told(f"{lead} {more}")
    assert first[0] == second[0]


def test_whoever_is_quoted_by_another_speaks_too() -> None:
    found = told("The newspaper quoted Foreign Minister Anna Berg as saying that the bridge was closed.")
    assert ("Anna Berg", "indirect", "the bridge was closed") in found


def test_a_speaker_without_a_name_in_the_lead_is_the_one_named_after_it() -> None:
    found = told("A senior Latvian official said that the bridge was closed. Transport Minister Juris Kalns said that it was old.")
    assert {speaker for speaker, _, _ in found} == {"Juris Kalns"}


def test_a_firm_without_a_code_is_its_own_affiliation() -> None:
    [statement] = read("Zarnow Shipping said that it would build a new harbour.")
    assert statement.affiliation == "Zarnow Shipping"


def test_the_evidence_begins_with_the_article_of_the_subject() -> None:
    [statement] = read("On Monday the Latvian foreign ministry condemned the attack on the harbour.")
    assert statement.evidence[0].quote == "the Latvian foreign ministry condemned the attack on the harbour"


@pytest.mark.parametrize(("text", "content"), [
    ("Anna Berg briefed her counterpart on the state of the harbour.", "the state of the harbour"),
    ("Anna Berg conveyed her full support for the new ferry line.", "her full support for the new ferry line"),
    ("Anna Berg expressed support for continuing the talks.", "support for continuing the talks"),
    ("Anna Berg laid out her plan for the harbour.", "her plan for the harbour"),
    ("Anna Berg announced the opening of the line, two hours after she had met the mayor.", "the opening of the line"),
    ("Norway's ministry put the number of visitors at 40,000.", "the number of visitors at 40,000"),
    ("The delegates concurred on the need for a second ferry.", "the need for a second ferry"),
    ("Anna Berg did not name a date but did say the line would open.", "the line would open"),
    ("The harbour lives by its ferries, according to the dockers' union.", "The harbour lives by its ferries"),
])
def test_what_is_told_is_the_matter_not_the_listener_nor_the_occasion(text: str, content: str) -> None:
    assert [said for _, _, said in told(text)] == [content]


def test_what_the_speaker_does_next_is_no_part_of_what_he_says() -> None:
    (found,) = told("Anna Berg said that the pact protects fishermen and praised its authors.")
    assert found == ("Anna Berg", "indirect", "the pact protects fishermen")


@pytest.mark.parametrize(("text", "speaker"), [
    ("The state news agency Baltika said that the line had opened.", "Baltika"),
    ("The lessor, Larkfield Aviation, says that the airline owes it nine million euros.", "Larkfield Aviation"),
    ("OSLO Norwegian officials said that the line would open.", "Norwegian officials"),
])
def test_a_speaker_is_called_by_the_name_beside_the_noun_without_a_place_that_opens_the_story(text: str, speaker: str) -> None:
    assert [name for name, _, _ in told(text)] == [speaker]


@pytest.mark.parametrize(("text", "content"), [
    ("Anna Berg urged Oslo to buy grain, which costs little.", "Oslo to buy grain, which costs little"),
    ("Anna Berg said any change in prices since the Oslo accord was not worth being called large.",
     "any change in prices since the Oslo accord was not worth being called large"),
    ("Anna Berg called for making full use of the port.", "for making full use of the port"),
    ("Anna Berg asked for a second inquiry.", "for a second inquiry"),
])
def test_the_whole_of_what_is_said_or_asked_for(text: str, content: str) -> None:
    assert [c for _, _, c in told(text)] == [content]


def test_a_clause_before_the_quotation_of_its_verb_is_a_statement_of_its_own() -> None:
    found = told("Anna Berg said sanctions on sugar had never been meant: “They would hurt us.”")
    assert [(mode, content) for _, mode, content in found] == [("indirect", "sanctions on sugar had never been meant"),
                                                               ("direct", "They would hurt us.")]


def test_what_was_reported_already_is_not_said_again_by_she_said_this() -> None:
    found = told("Anna Berg says that trade with Japan has doubled. She said this at a meeting with students.")
    assert [c for _, _, c in found] == ["trade with Japan has doubled"]


def test_the_name_of_a_forum_is_no_quotation() -> None:
    assert told("Anna Berg came to the forum “Trade in the north of Europe”. She said that trade had grown.") == [
        ("Anna Berg", "indirect", "trade had grown")]


def test_the_source_stands_behind_according_to_whatever_the_tree_makes_of_it() -> None:
    found = told("In the first nine months, Malian gas made up nearly 12% of Latvia's imports, according to the Energy Ministry.")
    assert [speaker for speaker, _, _ in found] == ["Energy Ministry"]


def test_who_reports_it_is_no_part_of_what_is_said() -> None:
    found = told("Latvia denounced the drills as “a dangerous plot”, according to the Norwegian Press Agency.")
    assert {speaker: content for speaker, _, content in found}["Latvia"] == "the drills as “a dangerous plot”"


def test_a_verb_behind_as_attributes_no_quotation_of_the_main_clause() -> None:
    found = told("Anna Berg stressed that Norway will stay, as some politicians in Riga suggest: “We are not leaving.”")
    assert ("Anna Berg", "direct", "We are not leaving.") in found


def test_a_sentence_with_a_colon_leads_up_to_the_quotation_behind_it_not_the_turn_before() -> None:
    found = told("“The port is too small,” Anna Berg said. In addition, she noted the great role of the women of Riga in the work of "
                 "the old port: “They have always been the best.”")
    assert [content for _, mode, content in found if mode == "direct"] == ["The port is too small", "They have always been the best."]


@pytest.mark.parametrize("text", [
    "Anna Berg stayed away because of pressing business at home.",
    "The Bank of Norway called a meeting in Oslo.",
    "Anna Berg called on President Janis Ozols in Riga.",
])
def test_what_is_pressing_or_called_together_is_not_said(text: str) -> None:
    assert told(text) == []


def test_what_one_says_to_have_said_is_one_statement_but_not_what_is_added() -> None:
    found = told("Anna Berg said she had urged Riga to buy grain, adding that trade had grown.")
    assert [c for _, _, c in found] == ["she had urged Riga to buy grain", "trade had grown"]


@pytest.mark.parametrize(("text", "expected"), [
    ("Anna Berg thanked the group and urged to continue the work.", ["to continue the work"]),
    ("The plan calls for 22 billion dollars in new taxes.", []),
])
def test_what_is_urged_without_anybody_who_is_to_do_it_and_what_a_plan_calls_for(text: str, expected: list[str]) -> None:
    assert [c for _, _, c in told(text)] == expected


@pytest.mark.parametrize("text", [
    "Not all members agree that Norway should join the union.",
    "The probe led to the fall of the minister. The Trade Department has never confirmed this.",
])
def test_what_not_all_or_never_say_is_not_said(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize("text", [
    'The message reads, in part: "Our fishermen have worked side by side for a century."',
    '"Our fishermen have worked side by side for a century," the message reads.',
    'The letter said: "Our fishermen have worked side by side for a century."',
])
def test_a_paper_speaks_for_whoever_publishes_it(text: str) -> None:
    document = Document(id="x", text=text, source="Norwegian Foreign Ministry")
    (found,) = statements(Context(analyse(document)))
    assert (found.speaker in ("message", "letter"), found.affiliation, found.mode) == (True, "NOR", "direct")

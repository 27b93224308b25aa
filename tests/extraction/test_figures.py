"""What numbers measure, between whom, and which numbers measure no relation."""
from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.analysis import analyse
from dragoman.document import Document
from dragoman.extraction.context import Context
from dragoman.extraction.figures import figures
from dragoman.records import Figure

TITLE = "Norway and Latvia hold talks"


def read(text: str) -> list[Figure]:
    return list(figures(Context(analyse(Document(id="x", text=text, title=TITLE, published="2031-05-04")))))


def measured(text: str) -> list[tuple[str, float, str]]:
    return [(f.measure, f.value, f.unit) for f in read(text)]


@pytest.mark.parametrize(("text", "expected"), [
    ("Norwegian companies have invested 900 million euros in Latvia.", ("investment", 900_000_000, "EUR")),
    ("Norwegian investment in Latvia reached 900 million euros.", ("investment", 900_000_000, "EUR")),
    ("Bilateral trade amounted to 1.2 billion euros last year.", ("trade", 1_200_000_000, "EUR")),
    ("Norway's exports to Latvia were worth 300 million euros.", ("export", 300_000_000, "EUR")),
    ("Latvian imports from Norway totalled 300 million euros.", ("import", 300_000_000, "EUR")),
    ("Norway granted Latvia a loan of 40 million euros.", ("loan", 40_000_000, "EUR")),
    ("Norway will provide 5 million euros in humanitarian aid to Latvia.", ("grant", 5_000_000, "EUR")),
    ("Norway donated 20 ambulances to Latvia.", ("grant", 20, "count")),
    ("A Norwegian shipyard won a contract worth 70 million euros in Latvia.", ("contract", 70_000_000, "EUR")),
    ("More than 120 Norwegian companies operate in Latvia.", ("companies", 120, "count")),
    ("Norway and Latvia carry out 15 joint projects.", ("projects", 15, "count")),
    ("About 4,000 Latvian students study in Norway.", ("people", 4_000, "count")),
    ("Some 200,000 Vietnamese live in Norway.", ("people", 200_000, "count")),
    ("Latvia bought 30,000 tonnes of Norwegian fish.", ("goods", 30_000, "tonne")),
    ("Latvia has a trade deficit of 90 million euros with Norway.", ("other", 90_000_000, "EUR")),
])
def test_the_measure_is_told_by_the_words_around_the_number(text: str, expected: tuple[str, float, str]) -> None:
    assert measured(text) == [expected]


def test_a_rise_in_percent_is_a_change_of_what_rose() -> None:
    found = read("Trade between Norway and Latvia rose by 17 percent last year.")
    assert [(f.measure, f.value, f.unit, f.nature) for f in found] == [("trade", 17, "percent", "change")]


def test_a_fall_is_negative() -> None:
    assert [f.value for f in read("Latvian exports to Norway fell by 9 percent.")] == [-9]


def test_what_is_to_be_reached_is_a_target() -> None:
    found = read("The sides agreed to increase the trade turnover to 2 billion euros by 2035.")
    assert [(f.measure, f.nature, f.period) for f in found] == [("trade", "target", "2035")]


def test_investment_runs_from_the_investor_to_the_host() -> None:
    found = read("Norwegian companies have invested 900 million euros in Latvia.")
    assert [(f.from_, f.to, f.between) for f in found] == [("NOR", "LVA", None)]


def test_a_loan_runs_to_whoever_receives_it() -> None:
    found = read("Latvia received a loan of 40 million euros from Norway.")
    assert [(f.from_, f.to) for f in found] == [("NOR", "LVA")]


def test_trade_is_between_both_sides() -> None:
    assert [set(f.between or ()) for f in read("Trade between Norway and Latvia reached 1.2 billion euros.")] == [{"NOR", "LVA"}]


def test_one_fact_told_twice_is_one_figure_with_two_pieces_of_evidence() -> None:
    told = "Norwegian investment in Latvia reached 900 million euros."
    told_again = "Norwegian companies have invested 900 million euros in Latvia, he said."
    text = f"{told}\n{told_again}"
    assert [len(f.evidence) for f in read(text)] == [2]


def test_a_loan_of_a_development_bank_runs_from_the_bank() -> None:
    (figure,) = read("The World Bank has extended Latvia 220 million dollars in three loans.")
    assert (figure.from_, figure.to) == ("IGO:WB", "LVA")


def test_whoever_is_thanked_has_given() -> None:
    (figure,) = read("The Latvian minister thanked Norway for the 3,000 tonnes of fish donated in March.")
    assert (figure.from_, figure.to) == ("NOR", "LVA")


def test_the_period_is_that_of_the_number_not_of_the_telling_or_of_the_level_before() -> None:
    (figure,) = read("The minister said on Friday that Norwegian exports to Latvia rose by 12 percent in 2029 compared with 2028.")
    assert figure.period == "2029"


def test_a_currency_says_nothing_about_who_pays() -> None:
    (figure,) = read("Latvia bought fish worth 40 million U.S. Dollars from Norway.")
    assert (figure.from_, figure.to) == ("NOR", "LVA")


@pytest.mark.parametrize("text", [
    "Norway sells Latvia fish at about 145 dollars per tonne.",
    "Norway and Latvia spend six percent of their gross national product on defence.",
    "The loan of Norway to Latvia carries an interest rate of 0.7 percent.",
    "The prime minister, 52, arrived in Riga on 4 May for a two-day visit.",
    "Latvia's budget for the year is 15 billion euros.",
    "The two ministers met in Riga.",
    "Oil cost 80 dollars a barrel.",
    "Unemployment in Latvia rose to 7 percent.",
    "The bank would have lent Latvia 40 million euros.",
])
def test_numbers_that_measure_no_relation_are_left_out(text: str) -> None:
    assert measured(text) == []


PIECES = [
    "\n", *"Norway Latvia $5 billion 40% tripled half of 1,200 tonnes students (approx. €3m), Latvians gave to . in 2030 their –".split()]


@settings(max_examples=40)
@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_any_text_gives_figures_with_two_different_ends(words: list[str]) -> None:
    text = " ".join(words)
    for figure in read(text):
        assert all(text[e.start:e.end] == e.quote for e in figure.evidence)
        assert figure.from_ is None or figure.from_ != figure.to
        assert figure.from_ or figure.to or len(figure.between or ()) > 1


def test_a_rise_may_stand_behind_the_level() -> None:
    found = read("Trade between Norway and Latvia stood at 4 billion euros, up 6.1 percent from the year before.")
    assert ("trade", 6.1, "change") in [(f.measure, f.value, f.nature) for f in found]


def test_the_subject_tells_what_a_sum_is_whatever_follows() -> None:
    found = read("Trade between Norway and Latvia hit 13 billion euros, with Norway enjoying a surplus of 2 billion euros.")
    assert [f.measure for f in found][:1] == ["trade"]


def test_who_receives_aid_is_its_target_though_the_aid_is_called_by_it() -> None:
    [figure] = read("Latvia will receive 70 million euros in aid from Norway this year.")
    assert (figure.from_, figure.to) == ("NOR", "LVA")


def test_whoever_is_thanked_may_have_given_to_a_third() -> None:
    (figure,) = read("The Latvian minister thanked Norway for its contribution of 64 million euros to Ukraine.")
    assert (figure.from_, figure.to) == ("NOR", "UKR")


def ends(text: str) -> list[tuple[str | None, str | None, set[str]]]:
    return [(f.from_, f.to, set(f.between or ())) for f in read(text)]


@pytest.mark.parametrize("text", [
    "A Norwegian fund holds shares in 61 Latvian companies.",
    "Latvia praised the 34 million euros in support provided by Norway.",
    "Norway paid 7 million euros in damages to Latvia.",
    "The Latvian workers in Norway send home some 100 million euros a year.",
    "The ministers signed notes on a grant of 8 million euros from Norway.",
    "Norway has provided 300 million euros in support of Latvia.",
])
def test_the_parts_of_the_clause_tell_who_gives_and_who_gets(text: str) -> None:
    assert ends(text) == [("NOR", "LVA", set())]


@pytest.mark.parametrize("text", [
    "The 3,900 Latvians who live in Norway send parcels.",
    "The minister thanked Norway for hosting 900 Latvian students.",
])
def test_people_go_from_the_state_they_are_called_by(text: str) -> None:
    assert ends(text) == [("LVA", "NOR", set())]


def test_a_figure_that_names_nobody_goes_the_way_of_the_one_before() -> None:
    found = ends("Norway granted Latvia 40 million euros for the port. A further grant of 5 million euros followed.")
    assert found == [("NOR", "LVA", set())] * 2


def test_the_other_direction_turns_it() -> None:
    text = "Norway exported fish worth 300 million euros to Latvia. Exports in the other direction came to 90 million euros."
    assert ends(text) == [("NOR", "LVA", set()), ("LVA", "NOR", set())]


def test_imports_go_to_whoever_is_named_first() -> None:
    assert ends("Norwegian exports to Latvia rose, while imports stood at 80 million euros.") == [("LVA", "NOR", set())]


def test_a_deficit_and_what_both_own_have_no_direction() -> None:
    both: list[tuple[str | None, str | None, set[str]]] = [(None, None, {"NOR", "LVA"})]
    assert ends("Latvia had a trade deficit of 90 million euros with Norway.") == both
    assert ends("The capital of the Norwegian-Latvian Development Fund is 50 million euros.") == both


def test_a_firm_that_is_named_is_the_actor() -> None:
    assert ends("Latvia bought six patrol boats from Norway's Fjord Yards.") == [("Fjord Yards", "LVA", set())]
    assert ends("The contract between Latvian Railways and Fjordtech Motors, worth 70 million euros, was signed in Riga.") == [
        (None, None, {"Latvian Railways", "Fjordtech Motors"})]


@pytest.mark.parametrize(("text", "nature"), [
    ("The two countries should take their trade to 100 million euros within three years.", "target"),
    ("Norway and Latvia spoke of the planned purchase of 150,000 tonnes of Norwegian fish.", "target"),
    ("Norway's exports to Latvia grew to reach 20 million euros.", "level"),
    ("Norway asked for attention to the safety of the 3,400 Norwegian citizens living in Latvia.", "level"),
])
def test_only_what_is_not_there_yet_is_a_target(text: str, nature: str) -> None:
    assert [f.nature for f in read(text)] == [nature]


def test_what_is_given_to_help_somebody_goes_there() -> None:
    assert ends("Norway will provide 5 million euros to support Estonia's hospitals.") == [("NOR", "EST", set())]
    assert ends("The promise of Norway to provide 5 million euros in aid to Estonia was welcomed.") == [("NOR", "EST", set())]


@pytest.mark.parametrize(("text", "measure", "value"), [
    ("A Norwegian medical team of 48 is staying in Latvia.", "people", 48),
    ("Norwegian Airlines flies from Oslo to Riga 24 times a week.", "flights", 24),
    ("Norway halted all flights to Latvia, at present five a week.", "flights", 5),
    ("Norway's plan has raised 4 billion dollars in private sector commitments for Latvia.", "investment", 4_000_000_000),
    ("Norwegian fish made up 40 percent of Latvia's food bill.", "share", 40),
    ("Norway is to bear 70 percent of the cost of Latvia's bridge.", "share", 70),
])
def test_what_groups_flights_private_money_and_parts_measure(text: str, measure: str, value: int) -> None:
    assert [(f.measure, f.value) for f in read(text)] == [(measure, value)]


def test_a_second_percentage_of_one_growth_is_a_change_too() -> None:
    found = read("Trade between Norway and Latvia grew by 45 percent in 2021 and by over 70 percent in 2022.")
    assert [(f.value, f.nature) for f in found] == [(45, "change"), (70, "change")]


def test_a_small_number_between_others_is_another_figure() -> None:
    text = "Norway sent 20 doctors to Latvia. Estonia sent 20 doctors to Finland."
    assert ends(text) == [("NOR", "LVA", set()), ("EST", "FIN", set())]


def test_a_short_name_of_an_organ_stands_for_its_organisation() -> None:
    text = "The Council of the Gulf Cooperation Council met in Doha. The Council approved a donation of 50 million dollars to Sudan."
    assert ends(text) == [("IGO:GCC", "SDN", set())]


def test_those_who_take_up_a_verb_give_too() -> None:
    text = "Norway gave Latvia 5 million dollars, Estonia 2 million dollars and Finland 1 million dollars."
    assert ends(text) == [("NOR", "LVA", set()), ("EST", "LVA", set()), ("FIN", "LVA", set())]
    text = "Norway has pledged EUR 576 million to the initiative, the Netherlands EUR 250 million and Canada CAD 53 million."
    assert [(f.from_, f.value) for f in read(text)] == [("NOR", 576e6), ("NLD", 250e6), ("CAN", 53e6)]

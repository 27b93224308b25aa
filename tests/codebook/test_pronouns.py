"""Which pronoun a title or a given name tells."""
from __future__ import annotations

from dragoman.codebook.loading import read_table
from dragoman.codebook.pronouns import Table, pronoun_of_name, pronoun_of_title


def test_titles_and_given_names_tell_a_pronoun_in_any_letter_case() -> None:
    assert [pronoun_of_title(t) for t in ("Mr.", "Spokeswoman", "minister")] == ["he", "she", None]
    assert [pronoun_of_name(n) for n in ("Peter", "ANNA", "Riga")] == ["he", "she", None]


def test_no_name_stands_under_both_pronouns() -> None:
    table = read_table("pronouns.yaml", Table)
    for names in (table.titles, table.given):
        assert not set(names["he"]) & set(names["she"])

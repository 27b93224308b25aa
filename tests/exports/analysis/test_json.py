"""Analyses as JSON."""
from __future__ import annotations

import json

from hypothesis import given

from dragoman.analysis import Analysis
from dragoman.exports.analysis.json import to_dict
from tests.exports.analysis.support import analyses


@given(analyses())
def test_columns_are_those_of_the_analysis_and_every_quote_stands_in_the_text(analysis: Analysis) -> None:
    back = json.loads(json.dumps(to_dict(analysis)))
    assert set(back) == {"id", "title", "published", "text", "tokens", "names", "attributions"}
    assert all(back["tokens"][name] == getattr(analysis, name) for name in back["tokens"])
    assert {len(column) for column in back["tokens"].values()} == {len(analysis)}
    parts = [part for a in back["attributions"] for part in (a["cue"], *a["sources"], *a["contents"])]
    assert len(back["attributions"]) == len(analysis.attributions)
    for mention in (*back["names"], *parts):
        assert back["text"][mention["start"]:mention["end"]] == mention["quote"]
        assert back["tokens"]["start"][mention["first"]] == mention["start"]
        assert back["tokens"]["end"][mention["last"]] == mention["end"]

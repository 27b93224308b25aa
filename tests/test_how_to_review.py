"""What docs/how-to/review-in-the-browser.md shows: its keys are those of the page, and the API takes what it sends."""
from __future__ import annotations

import json
import re

from pydantic import TypeAdapter

from dragoman.web.api.decisions import Deed
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "how-to" / "review-in-the-browser.md").read_text(encoding="utf-8")


def test_the_page_tells_every_key() -> None:
    script = (ROOT / "src" / "dragoman" / "web" / "static" / "review.js").read_text(encoding="utf-8")
    told = set(re.findall(r"`(\S)`", PAGE.partition("## By keyboard")[2].partition("##")[0]))
    worked = {*re.findall(r'^  "?(\S)"?: \(\) =>', script, re.M), *"acrum19"}
    assert told == worked


def test_the_api_takes_what_the_page_sends() -> None:
    sent = [json.loads(body) for body in re.findall(r"-d '(.*)'", PAGE)]
    assert sent
    for one in sent:
        TypeAdapter[object](Deed).validate_python(one)

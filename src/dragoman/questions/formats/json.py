"""Answer → one JSON object: the whole of the typed data, and the numbered sources."""
from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from dragoman.questions.answer import Answer


def write(answer: Answer[Any]) -> str:
    """`question`, `title`, `notes`, `rows` and `sources`, indented by one; a field without a value is null."""
    whole = {"question": answer.question, "title": answer.title, "notes": answer.notes, "rows": answer.to_dicts(),
             "sources": [asdict(source) for source in answer.sources]}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"

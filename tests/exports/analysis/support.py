"""Analyses of any shape, made without a model."""
from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import strategies as st

from dragoman.analysis import Analysis, Attribution, Chunk
from dragoman.analysis.tokenization import tokenize
from dragoman.document import Document

_WORDS = st.sampled_from(["The", "ministry", "'s", "didn", "n't", "can", "not", "’", "said", "<b>&amp;", "\u202eleft", "\u200b", "中國",
                          "e\u0301", "U.S.", "_", "|", "#", "x" * 40, "\ufeff", "\x9b"])
_GAPS = st.sampled_from(["", " ", "  ", "\n", " \n\n ", "\t", "\u00a0"])
TEXTS = st.one_of(st.text(max_size=60), st.lists(st.tuples(_WORDS, _GAPS), max_size=30).map(lambda ws: "".join(w + g for w, g in ws)))


def analysis_of(text: str, heads: list[int] | None = None, **columns: object) -> Analysis:
    """An analysis of one sentence a paragraph; unless heads are given, each word hangs on the one before it. Columns may be replaced."""
    document = Document(id="doc", text=text)
    tokens = [list(tokenize(document.text, *m.span())) for m in re.finditer(r"[^\n]*\S[^\n]*", document.text)]
    spans = [span for paragraph in tokens for span in paragraph]
    firsts = {sum(map(len, tokens[:n])) for n in range(len(tokens))}
    number = [n for n, paragraph in enumerate(tokens) for _ in paragraph]
    made: dict[str, object] = {
        "document": document, "start": [a for a, _ in spans], "end": [b for _, b in spans], "word": [document.text[a:b] for a, b in spans],
        "paragraph": number, "sentence": number, "upos": ["X"] * len(spans), "lemma": [document.text[a:b] for a, b in spans],
        "feats": ["_"] * len(spans), "head": heads or [-1 if t in firsts else t - 1 for t in range(len(spans))],
        "deprel": ["root" if t in firsts else "dep" for t in range(len(spans))], "names": (), "attributions": ()}
    return Analysis(**{**made, **columns})  # type: ignore[arg-type]


@st.composite
def _chunks(draw: st.DrawFn, paragraphs: list[int], labels: list[str]) -> list[Chunk]:
    """Chunks in order, without overlap, each within a paragraph."""
    found, t = [], 0
    while t < len(paragraphs):
        size = draw(st.integers(0, 4))
        while size and (t + size > len(paragraphs) or paragraphs[t + size - 1] != paragraphs[t]):
            size -= 1
        if size:
            found.append(Chunk(t, t + size - 1, draw(st.sampled_from(labels))))
        t += size + 1
    return found


@st.composite
def analyses(draw: st.DrawFn) -> Analysis:
    """Any text, cut into sentences anywhere, with any tree, names and attributions."""
    plain = analysis_of(draw(TEXTS))
    starts = [t == 0 or plain.paragraph[t] != plain.paragraph[t - 1] or draw(st.integers(0, 5)) == 0 for t in range(len(plain))]
    firsts = [t for t, start in enumerate(starts) if start]
    head = [-1] * len(plain)
    for first, stop in pairwise([*firsts, len(plain)]):
        order = draw(st.permutations(range(first, stop)))
        for k, t in enumerate(order[1:], 1):
            head[t] = order[draw(st.integers(0, k - 1))]
    roles = draw(_chunks(plain.paragraph, ["source", "cue", "content"]))
    cues = [chunk for chunk in roles if chunk.label == "cue"]
    owner = {chunk: draw(st.sampled_from(cues)) for chunk in roles if cues and chunk.label != "cue"}
    return analysis_of(
        plain.document.text, head, sentence=[sum(starts[:t + 1]) - 1 for t in range(len(plain))],
        deprel=["root" if h < 0 else draw(st.sampled_from(["nsubj:pass", "obj"])) for h in head],
        upos=[draw(st.sampled_from(["PART", "NOUN"])) for _ in head], feats=[draw(st.sampled_from(["_", "Number=Sing"])) for _ in head],
        names=tuple(draw(_chunks(plain.paragraph, ["PER", "ORG", "LOC"]))),
        attributions=tuple(Attribution(cue, *(tuple(c for c in roles if owner.get(c) is cue and c.label == label)
                                              for label in ("source", "content"))) for cue in cues))

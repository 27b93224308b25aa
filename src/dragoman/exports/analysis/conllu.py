"""Analysis → CoNLL-U (https://universaldependencies.org/format.html).

MISC holds, beside SpaceAfter=No: `NE`, names in BIO (B-PER, I-PER, …); `Attribution`, what a word is in reported speech and in which
attribution of the document, counted from 1 (`B-cue:1`, `I-content:1`, …); `StartChar` and `EndChar`, code-point offsets into the text.
"""
from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from dragoman.analysis import Analysis
from dragoman.readers.conllu import MultiWord, Sentence

# What English treebanks join to the word before as one token of several words.
_CLITIC = re.compile(r"(?:n['’]t|['’](?:s|m|re|ve|ll|d))", re.I)


def to_conllu(analysis: Analysis, given: Sequence[Sentence] | None = None) -> str:
    """The analysis as CoNLL-U, with a blank line after every sentence. XPOS and DEPS are left empty.

    `given`: the sentences of the file that the tokens came from (`read_conllu`); then comments, FORM and spacing are those of that file,
    and offsets, which would be into a text that nobody has, are left out.
    """
    misc = _annotations(analysis, offsets=given is None)
    lines: list[str] = []
    first = 0
    for sentence in _framed(analysis) if given is None else given:
        tokens = range(first, first + len(sentence.forms))
        lines += [*sentence.comments, *_rows(analysis, sentence, tokens, misc), ""]
        first = tokens.stop
    return "".join(f"{line}\n" for line in lines)


def _framed(analysis: Analysis) -> Iterator[Sentence]:
    """What CoNLL-U says of each sentence beside its analysis, for a document that was read as running text."""
    text, name = analysis.document.text, " ".join(analysis.document.id.split())
    for n, tokens in enumerate(analysis.sentences, 1):
        first, last = tokens[0], tokens[-1]
        comments = [f"# newdoc id = {name}"] if n == 1 else []
        if n == 1 or analysis.paragraph[first] != analysis.paragraph[first - 1]:
            comments.append("# newpar")
        comments.append(f"# sent_id = {re.sub(r'[ /]', '_', name)}-{n}")
        comments.append(f"# text = {' '.join(analysis.text(first, last).split())}")
        joined = [t + 1 < len(analysis) and analysis.start[t + 1] == analysis.end[t] for t in tokens]
        multiwords = tuple(MultiWord(a - first + 1, b - first + 1, text[analysis.start[a]:analysis.end[b]])
                           for a, b in _multiwords(analysis, tokens))
        yield Sentence(tuple(comments), tuple(analysis.word[first:last + 1]), tuple(joined), multiwords)


def _multiwords(analysis: Analysis, tokens: range) -> list[tuple[int, int]]:
    """First and last of the words that are written as one ("didn't", "ministry's", "cannot")."""
    found: list[tuple[int, int]] = []
    for t in tokens[1:]:
        before, word = analysis.word[t - 1], analysis.word[t]
        possessive = word in ("'", "’") and analysis.upos[t] == "PART"
        clitic = possessive or _CLITIC.fullmatch(word) or (word.lower(), before.lower()) == ("not", "can")
        if clitic and analysis.start[t] == analysis.end[t - 1] and before[-1].isalnum():
            chained = found and found[-1][1] == t - 1
            found.append((found.pop()[0] if chained else t - 1, t))
    return found


def _annotations(analysis: Analysis, *, offsets: bool) -> dict[int, list[str]]:
    """What MISC says of each token, spacing apart."""
    misc: dict[int, list[str]] = defaultdict(list)
    if offsets:
        for t in range(len(analysis)):
            misc[t] += f"StartChar={analysis.start[t]}", f"EndChar={analysis.end[t]}"
    for name in analysis.names:
        for t in range(name.first, name.last + 1):
            misc[t].append(f"NE={'B' if t == name.first else 'I'}-{name.label}")
    for number, attribution in enumerate(analysis.attributions, 1):
        for chunk in (attribution.cue, *attribution.sources, *attribution.contents):
            for t in range(chunk.first, chunk.last + 1):
                misc[t].append(f"Attribution={'B' if t == chunk.first else 'I'}-{chunk.label}:{number}")
    return misc


def _rows(analysis: Analysis, sentence: Sentence, tokens: range, misc: dict[int, list[str]]) -> Iterator[str]:
    """The lines of a sentence's tokens and words.

    A given sentence that was too long for the encoder has been read in pieces, each with a root; it is one tree here, of which the further
    pieces are hung on the first as parataxis.
    """
    ranges = {m.first: m for m in sentence.multiwords}
    inside = 0
    root = next(t for t in tokens if analysis.head[t] < 0)
    for number, (t, form, joined) in enumerate(zip(tokens, sentence.forms, sentence.joined, strict=True), 1):
        if number in ranges:
            token = ranges[number]
            inside = token.last
            spacing = "SpaceAfter=No" if sentence.joined[inside - 1] else "_"
            yield f"{token.first}-{token.last}\t{token.form}" + "\t_" * 7 + f"\t{spacing}"
        head, relation = analysis.head[t], analysis.deprel[t]
        if head < 0 and t != root:
            head, relation = root, "parataxis"
        said = [*(["SpaceAfter=No"] if joined and number > inside else []), *misc[t]]
        columns = (str(number), form, analysis.lemma[t] or "_", analysis.upos[t], "_", analysis.feats[t] or "_",
                   str(head - tokens.start + 1 if head >= 0 else 0), relation, "_", "|".join(said) or "_")
        yield "\t".join(columns)

"""Places that mean somebody else than their name says: "Brussels" for the Union, "Security Council" for that of the state that writes."""
from __future__ import annotations

from dragoman.analysis import Analysis
from dragoman.codebook.meetings import verb_frame
from dragoman.resolution.countries import at
from dragoman.resolution.gazetteer import Place, find_places

Located = list[tuple[int, int, Place]]  # with the first and the last token of each

_BEHIND_DATELINE = frozenset((",", "(", ":", ".", "-", "–", "—"))
_COUNCIL = "Security Council"


def settled(a: Analysis, places: Located, publisher: str | None) -> Located:
    """The places of a text with what they mean in it."""
    if publisher and _is_own_council(a, places, publisher):
        places = [(f, last, _owned(p, publisher)) for f, last, p in places]
    union = at("IGO:EU", a.document.published)
    codes = {p.code for _, _, p in places if p.kind != "capital"}
    if "BEL" in codes or publisher == "BEL":
        return places
    # In a text that never speaks of Belgium; where it does not speak of the Union either, only what Brussels does tells.
    acting = {f for f, _, p in places if p.code == "BEL" and (_is_seat(a, f) if union in codes else a.deprel[f].startswith("nsubj"))}
    return [(f, last, p._replace(code=union, kind="organisation") if f in acting else p) for f, last, p in places]


def _is_seat(a: Analysis, t: int) -> bool:
    """Whether a city acts or is acted upon, or stands before the story: then whoever sits there is meant."""
    visited = a.deprel[t] == "obj" and verb_frame(a.lemma[a.head[t]].lower()) is not None
    heads_story = t == 0 and len(a) > 1 and a.word[1] in _BEHIND_DATELINE
    return heads_story or a.deprel[t].startswith("nsubj") or (a.deprel[t] == "obj" and not visited)


def settled_title(a: Analysis, places: Located, publisher: str | None) -> list[Place]:
    """The places of the title with what they mean; `places` are those of the text as they are spelled."""
    found = find_places(a.document.title or "", a.document.published)
    own = publisher is not None and _is_own_council(a, places, publisher)
    return [_owned(p, publisher) if own and publisher else p for p in found]


def _is_own_council(a: Analysis, places: Located, publisher: str) -> bool:
    """Whether a press service's text never speaks of the United Nations but by "Security Council": it is its own state's."""
    named = [a.document.text[p.start:p.end] for _, _, p in places if p.code == "IGO:UN"]
    return bool(named) and not publisher.startswith("IGO:") and all(name == _COUNCIL for name in named)


def _owned(place: Place, owner: str) -> Place:
    return place._replace(code=owner, kind="institution") if place.code == "IGO:UN" else place

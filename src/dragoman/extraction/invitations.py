"""Visits that follow from an invitation: "accepted an invitation to visit Astana", "invited her to Rome … the invitation was accepted"."""
from __future__ import annotations

from dragoman.analysis.clauses import agent, clause, conjuncts, dependents, is_negated, patient, subject
from dragoman.codebook.meetings import verb_frame
from dragoman.extraction.context import Context
from dragoman.extraction.encounters import Encounter
from dragoman.extraction.participants import Party
from dragoman.extraction.when import date_of, place_name, place_of

_LOOK_BACK = 3  # sentences from "accepted the invitation" back to the invitation


def accepted_invitation(c: Context, verb: int) -> Encounter | None:
    """The visit that is planned where `verb` says that an invitation is accepted; None where it says nothing of the kind."""
    a = c.a
    thing = patient(a, verb)
    if a.lemma[verb] != "accept" or thing is None or a.lemma[thing].lower() != "invitation" or is_negated(a, verb):
        return None
    found = _visit(c, thing, agent(a, verb))
    if found:
        return found
    for s in range(a.sentence[verb], max(a.sentence[verb] - _LOOK_BACK, -1), -1):
        for invite in reversed([t for t in a.sentences[s] if t < verb and a.lemma[t] == "invite" and a.upos[t] == "VERB"]):
            found = _visit(c, invite, patient(a, invite))
            if found:
                found.others.append(clause(a, verb))
                return found
    return None


def _visit(c: Context, invitation: int, guest: int | None) -> Encounter | None:
    """The visit to which a noun or verb of inviting asks a guest."""
    a = c.a
    below = [v for d in dependents(a, invitation, "acl", "xcomp", "ccomp", "advcl") for v in conjuncts(a, d)]
    trip = next((v for v in below if verb_frame(a.lemma[v].lower()) in ("visit", "travel") or a.lemma[v] in ("pay", "make")), None)
    heads = [invitation] if trip is None else [trip, *dependents(a, trip, "obj")]
    where = patient(a, trip) if trip is not None and verb_frame(a.lemma[trip].lower()) == "visit" else place_of(c, heads, "to", "in")
    if where is None or not c.cast.codes(where):
        return None
    party = Party()
    party.add_phrase(c, guest if guest is not None or trip is None else subject(a, trip))
    party.add(c.cast.codes(where))
    date = date_of(c, heads, planned=True)
    return Encounter("visit", invitation, party, "planned", clause(a, invitation), place=place_name(c, where), date=date)

"""Tie a count to what is counted and what is said of it: "killed six people", "14 dead", "a 300-employee firm"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.extract import wordlists
from checker.extract.attach_measures import from_copula, from_noun, from_verb
from checker.extract.clauses import clause_verb, subject_of
from checker.extract.nouns import BEFORE_NOUN, NOUNS, OBJECT, SUBJECT, is_measure, weight_of
from checker.extract.passages import Attachment, Figure
from checker.extract.phrases import modifiers_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_STATES = frozenset(
    [
        *("dead", "missing", "injured", "wounded", "alive", "homeless", "hurt", "displaced", "sick", "ill"),
        *("trapped", "stranded", "unaccounted", "unhurt", "unharmed", "hospitalised", "hospitalized", "infected"),
    ]
)


def attach_count(token: Token, figure: Figure, found: Attachment, owners: dict[int, Figure]) -> None:
    noun, head, dep = figure.noun, token.head, token.dep_
    is_noun = noun.pos_ in ("NOUN", "PROPN", "ADJ", "X")
    own = [noun] if is_noun and noun.lemma_.lower() not in ("other", "more", "less") else []
    own = own or _part_of(noun)
    found.modifiers.extend(modifiers_of(noun) if own else [])
    state = _state_after(figure)
    participle = next((one for one in noun.rights if one.dep_ == "acl" and one.tag_ in ("VBN", "VBD")), None)
    participle = participle or _suffered(noun)
    if dep in ("attr", "acomp") and own and (subject := subject_of(head)) is not None and is_measure(subject):
        from_copula(head, found)  # "the toll was 12 people"
        found.heads.extend(own)
    elif participle is not None and participle.nbor(-1).text != ",":
        found.heads, found.verb, found.how = (
            [participle, *own],
            participle,
            f"'{participle.text}' says of '{noun.text}'",
        )
    elif state is not None:
        found.heads, found.verb = [state, *(one for one in own if one != state)], clause_verb(token)
        found.how = f"state '{state.text}'"
    elif dep in BEFORE_NOUN and head.pos_ in NOUNS and own:
        found.heads, found.holder, found.how = own, head, f"modifies '{head.text}'"  # "a 300-employee firm"
    elif dep in (*OBJECT, *SUBJECT, "attr", "acomp", "npadvmod") and head.pos_ in ("VERB", "AUX", "ADJ"):
        _count_with_verb(head, own, found, dep)
    elif dep == "pobj":
        _count_in_phrase(token, figure, own, found, owners)
    else:
        found.heads, found.how = own, "stands alone" if own else ""
        found.verb = clause_verb(token)


def _suffered(noun: Token) -> Token | None:
    """Return what was done to the counted by a relative clause: "four boats that were damaged"."""
    for clause in noun.rights:
        if clause.dep_ == "relcl" and clause.tag_ == "VBN" and clause.i - noun.i <= 4:
            subject = next((one for one in clause.children if one.dep_ == "nsubjpass"), None)
            if subject is not None and subject.tag_ in ("WDT", "WP"):
                return clause
    return None


def _part_of(number: Token) -> list[Token]:
    """Return what a bare number is a part of: "two of the five turbines"."""
    wholes = [one for one in number.rights if one.dep_ == "prep" and one.lower_ in ("of", "among")]
    return [two for one in wholes for two in one.children if two.dep_ == "pobj" and two.pos_ == "NOUN"][:1]


def _raised(verb: Token, dep: str) -> Token:
    """Return what is thought of a subject: "40 people are thought to have died" -> died."""
    is_said = dep == "nsubjpass" and verb.lemma_.lower() in wordlists.words("raising_verbs")
    return next((one for one in verb.children if one.dep_ == "xcomp" and one.pos_ == "VERB"), verb) if is_said else verb


def _place_of(verb: Token) -> list[Token]:
    """Return where some counted things are: "16 guards were on the scene" -> scene."""
    places = [one for one in verb.rights if one.dep_ == "prep" and one.lower_ in ("on", "in", "at", "aboard")]
    return [two for one in places[:1] for two in one.children if two.dep_ == "pobj" and two.pos_ == "NOUN"]


def _count_with_verb(verb: Token, own: list[Token], found: Attachment, dep: str) -> None:
    verb = _raised(verb, dep)
    sort = weight_of(verb)
    found.verb = verb if verb.pos_ in ("VERB", "AUX") else clause_verb(verb)
    complements = [child for child in verb.children if child.dep_ in ("acomp", "oprd", "attr") and child not in own]
    found.how = f"{dep} of '{verb.text}'"
    if dep in SUBJECT and complements:  # "four people are missing", "five were confirmed dead"
        found.heads = [complements[0], *own]
        return
    if dep in SUBJECT and own and verb.lemma_.lower() == "be" and (places := _place_of(verb)):
        found.heads = [places[0], *own]
        return
    subject = subject_of(verb)
    is_copula = sort.startswith("copula") and dep not in SUBJECT and subject is not None
    if is_copula and (not own or (subject is not None and is_measure(subject))):
        from_copula(verb, found)
        return
    is_done = dep == "nsubjpass" and sort == "have" and verb.tag_ == "VBN"  # "90 bodies were given back"
    found.heads = own if sort and own and not is_done else [verb, *own]
    if dep not in SUBJECT:
        found.holder = subject


def _count_in_phrase(
    token: Token, figure: Figure, own: list[Token], found: Attachment, owners: dict[int, Figure]
) -> None:
    """Read "a town of 5,000 people", "a toll of 12", "with 80 employees", "rose to 31"."""
    preposition, governor = token.head, token.head.head
    if governor.pos_ in ("NOUN", "PROPN") and governor.i not in owners:
        if is_measure(governor) or not own:
            from_noun(governor, found, f"'{preposition.text}' after")
            found.heads.extend(own)
            return
        found.heads, found.how = own, f"'{preposition.text}' phrase of '{governor.text}'"
        found.holder = governor if preposition.lower_ in ("of", "with") else None
        found.verb = clause_verb(governor)
        return
    verb = clause_verb(governor)
    if verb is not None and (not own or preposition.lower_ in ("to", "from", "at", "by")):
        from_verb(verb, figure, found, owners)
        found.heads.extend(one for one in own if one not in found.heads)
        return
    found.heads, found.verb, found.how = own, verb, f"'{preposition.text}' phrase"
    if verb is not None:
        found.holder = subject_of(verb)


def _state_after(figure: Figure) -> Token | None:
    """Return the state that is said of a count: "14 dead", "people dead", "three others missing"."""
    end = figure.tokens[-1]
    if end.i + 1 < len(end.doc) and end.nbor(1).lower_ in _STATES and end.nbor(1).dep_ not in ("amod", "compound"):
        return end.nbor(1)
    last = figure.noun if figure.noun.i >= end.i else end
    if last.lower_ in _STATES:
        return last
    for step in (1, 2):
        if last.i + step < len(last.doc):
            after = last.doc[last.i + step]
            if after.lower_ in _STATES and after.dep_ not in ("amod", "compound"):
                return after
            if after.pos_ not in ("ADV", "NOUN"):
                break
    return None

"""Modality and polarity of a figure, from the clause it stands in and the clauses above.

What passes from an outer clause to an inner one: plan and denial go down into complements ("plans to spend $3bn",
"denied that it lost $5m"), never into relative or adverbial clauses ("did not harm the plant, which employs 500").
Words are data: `modality.csv`, `polarity.csv`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from checker.extract import wordlists
from checker.extract.allowances import is_leave
from checker.extract.clauses import subject_of
from checker.extract.generics import habit_of, is_decided
from checker.extract.none_at_all import HEDGE
from checker.extract.nouns import outlook_nouns
from checker.extract.passages import Attachment, Figure
from checker.extract.phrases import lemma_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_EXAMPLE = re.compile(
    r"\W{0,2}(?:for (?:example|instance)|e\.g\.),? "
    r"(?:with|if|when|a|an|suppose|given|say|setting|using|consider|imagine)\b",
    re.IGNORECASE,
)
_HINDER = frozenset({"stop", "prevent", "keep", "deter", "hinder", "fail", "hesitate", "refrain", "bar", "block"})
_COPULAS = frozenset({"be", "seem", "prove", "remain", "turn", "look", "appear"})
_CLOSED = frozenset({"relcl", "advcl", "parataxis"})  # clauses that an outer verb says nothing of


# --- modality -----------------------------------------------------------------------------------------------


def modality_of(figure: Figure, found: Attachment) -> tuple[str, str]:
    """Return the modality of a figure and the word that gives it; the innermost word wins."""
    table = wordlists.tagged("modality", "modality")
    if found.modality:
        return found.modality, found.how
    for child in (*figure.noun.lefts, *(one for head in found.heads if head.pos_ == "NOUN" for one in head.lefts)):
        if child.dep_ in ("amod", "compound", "nmod"):
            for key in (child.lower_, child.lemma_.lower()):
                if (key, "ADJ") in table:
                    return table[key, "ADJ"], child.text
    for token, below in _path(figure.noun):
        lemma = lemma_of(token)
        if token == figure.noun and figure.sort == "count":
            continue  # "40 proposals", "900 requests": they are counted
        if token.pos_ in ("VERB", "AUX"):
            given = _of_verb(token, below, figure, found, table)
            if given:
                return given
        elif token.dep_ == "ROOT" and token is not below and (view := _view_before(token, below, figure)) is not None:
            return "planned", view.text  # "the outlook stays at 5%", its verb taken for a noun
        elif token.pos_ in ("NOUN", "PROPN") and (given_by := _of_noun(token, lemma, table)):
            return given_by, token.text
        if token.dep_ == "relcl" or token.dep_ == "parataxis":
            break
    for head in found.heads:
        is_counted = head == figure.noun and figure.sort == "count"
        if head.pos_ == "NOUN" and not is_counted and (given_by := _of_noun(head, head.lemma_.lower(), table)):
            return given_by, head.text
    if _EXAMPLE.match(figure.root.doc.text) or _is_of_any(figure):
        return "hypothetical", "example"
    habit = habit_of(figure, found)
    return ("hypothetical", habit) if habit else ("asserted", "")


def _is_of_any(figure: Figure) -> bool:
    """Tell whether a figure is of any thing that an action is tried on: "Listing a box of 40 files takes"."""
    of = figure.noun.head if figure.noun.dep_ == "pobj" else None
    thing = of.head if of is not None and of.lower_ in ("of", "with") else None
    if thing is None or thing.dep_ != "dobj" or thing.head.tag_ != "VBG" or thing.head.dep_ not in ("csubj", "pcomp"):
        return False
    return any(one.dep_ == "det" and one.lower_ in ("a", "an") for one in thing.lefts)


def _of_noun(noun: Token, lemma: str, table: Mapping[tuple[str, str], str]) -> str:
    """Return the modality that a noun gives; a request only where it is one for something."""
    if (lemma, "NOUN_FOR") in table:
        is_for = any(one.dep_ in ("acl", "relcl") or one.lower_ in ("for", "to", "by") for one in noun.rights)
        return table[lemma, "NOUN_FOR"] if is_for else ""
    return table.get((lemma, "NOUN"), "") if not _is_offered(noun) else ""


def _is_offered(noun: Token) -> bool:
    """Tell "the Team plan", which is sold, from a plan that somebody has."""
    names = [one for one in noun.lefts if one.dep_ in ("compound", "amod", "nmod")]
    return noun.lemma_.lower() in ("plan", "offer") and any(one.is_title or one.lower_ == "free" for one in names)


def _of_verb(
    verb: Token, below: Token, figure: Figure, found: Attachment, table: Mapping[tuple[str, str], str]
) -> tuple[str, str] | None:
    helper = _of_helper(verb, figure, found, table)
    if helper is not None:
        return helper
    view = _view_before(verb, below, figure)
    if view is not None:
        return "planned", view.text  # "cut its outlook to 3% growth"
    lemma = lemma_of(verb)
    is_to = lemma == "be" and below.dep_ == "xcomp" and any(one.lower_ == "to" for one in below.lefts)
    if is_to and subject_of(verb) is not None and not is_decided(below, found):
        return "planned", f"{verb.text} to"  # "Acme is to build three plants"
    if (
        verb.dep_ == "ROOT"
        and verb.tag_ == "VB"
        and any(one.lower_ == "to" and one.dep_ == "aux" for one in verb.lefts)
    ):
        return "planned", f"to {verb.text}"  # a headline: "Acme to build three plants"
    subject = next((child for child in verb.children if child.dep_ == "nsubj" and child.i != below.i), None)
    if lemma == "be" and subject is not None and (subject.lemma_.lower(), "NOUN") in table:
        return table[subject.lemma_.lower(), "NOUN"], subject.text  # "our goal is to reach 30%"
    if lemma == "offer" and _has_on_offer(verb, below, figure):
        return None
    if (lemma, "VERB") in table and _governs_plan(verb, below):
        return table[lemma, "VERB"], verb.text
    if (lemma, "VERB_NOW") in table and verb.tag_ in ("VBZ", "VBP") and _is_of_money(figure):
        return table[lemma, "VERB_NOW"], verb.text  # "for 2031 it sees sales of $4 billion"
    if (lemma, "VERB_TO") in table and below.dep_ == "xcomp":
        return table[lemma, "VERB_TO"], verb.text
    if (lemma, "VERB_ING") in table and below.pos_ in ("NOUN", "VERB", "NUM", "SYM") and below.dep_ == "dobj":
        return table[lemma, "VERB_ING"], verb.text
    if lemma == "go" and below.dep_ == "xcomp" and verb.tag_ == "VBG":
        return "planned", verb.text
    return None


_BY_VERB = frozenset({"by", "to", "with", "on"})


def _view_before(verb: Token, below: Token, figure: Figure) -> Token | None:
    """Return the outlook that a clause speaks of before a figure: "stood by its outlook of", "the outlook stays at"."""
    if below.pos_ in ("VERB", "AUX") and below is not verb:
        return None
    phrases = [one for one in verb.children if one.dep_ == "prep" and one.lower_ in _BY_VERB]
    nouns = [one for one in verb.children if one.dep_ in ("dobj", "nsubj", "nsubjpass")]
    nouns += [one for phrase in phrases for one in phrase.children if one.dep_ == "pobj"]
    views = (one for one in nouns if one.lemma_.lower() in outlook_nouns() and one.i < figure.root.i)
    view = next(views, None)
    return view if view is not None and figure.sort in ("money", "percent") else None


def _of_helper(
    verb: Token, figure: Figure, found: Attachment, table: Mapping[tuple[str, str], str]
) -> tuple[str, str] | None:
    """Return the modality that a conjunction or helping verb gives: "if", "would", "may"."""
    for child in verb.children:
        if child.dep_ == "mark" and (child.lower_, "MARK") in table and child.i < figure.root.i:
            return table[child.lower_, "MARK"], child.text
    for child in verb.children:
        if child.dep_ not in ("aux", "auxpass") or (child.lower_, "AUX") not in table:
            continue
        if child.lower_ in ("would", "should") and _reported(verb):
            return "planned", child.text  # "said it would invest": the future seen from then
        is_barred = any(one.dep_ == "neg" for one in verb.children) and figure.quantity.comparator in (">", "<")
        is_bound = figure.quantity.comparator in ("<=", ">=") or _exceeds(figure) or is_barred
        if child.lower_ in ("may", "should") and is_bound:
            continue  # "a name may have at most 64 letters" is a limit; "may be smaller than 5 MB" is leave
        if child.lower_ == "may" and is_leave(verb, figure):
            continue
        if child.lower_ in ("will", "shall", "'ll", "’ll") and is_decided(verb, found):
            continue  # "holders will receive a dividend"
        return table[child.lower_, "AUX"], child.text
    return None


def _is_of_money(figure: Figure) -> bool:
    return figure.sort in ("money", "percent")


def _has_on_offer(verb: Token, below: Token, figure: Figure) -> bool:
    """Tell "the museum offers 40 courses" from "offered to drop 30 claims" and "offered $3 million"."""
    is_habit = verb.tag_ in ("VBZ", "VBP")
    return below.dep_ != "xcomp" and (is_habit or figure.sort not in ("money", "percent", "ratio"))


def _governs_plan(verb: Token, below: Token) -> bool:
    """Tell whether a verb of planning says the figure's clause or object, not a figure of its subject."""
    return (
        below is verb
        or below.dep_ not in ("nsubj", "nsubjpass")
        or (below.pos_ in ("NUM", "NOUN", "SYM") and verb.tag_ == "VBN")
    )


def _reported(verb: Token) -> bool:
    head = verb.head
    return verb.dep_ in ("ccomp", "conj") and head.i != verb.i and head.tag_ in ("VBD", "VBN")


def _path(token: Token) -> list[tuple[Token, Token]]:
    """Return a token and its heads up to the border of its clause, each with the one below it."""
    path = [(token, token)]
    for _ in range(24):
        if token.dep_ in _CLOSED or token.head.i == token.i:
            break
        if token.dep_ == "conj" and token.pos_ in ("VERB", "AUX") and not _shares(token):
            break
        path.append((token.head, token))
        token = token.head
    return path


def _shares(verb: Token) -> bool:
    """Tell whether a coordinated verb shares subject and helping verbs with the first: "will build and run"."""
    return not any(child.dep_ in ("nsubj", "nsubjpass", "aux", "auxpass") for child in verb.children)


# --- polarity -----------------------------------------------------------------------------------------------


def polarity_of(figure: Figure, found: Attachment) -> tuple[str, str]:
    """Return `denied` with the word that denies, or `affirmed`."""
    if figure.quantity.hedge == HEDGE:
        return "affirmed", ""  # who denies that any was says that there was none
    effects = wordlists.tagged("polarity", "effect")
    first = figure.tokens[0]
    if first.i and first.nbor(-1).lower_ == "not" and first.nbor(-1).idx + figure.offset < figure.quantity.start:
        return "denied", "not"  # "$40 million, not $14 million"
    for token, below in _path(figure.noun):
        for child in token.children:
            if child in figure.tokens or child.i == below.i or child.nbor(-1 if child.i else 0).lower_ == "of":
                continue
            if _judges(token, below) or (token.lemma_.lower() in _HINDER and below.dep_ in ("prep", "xcomp", "pcomp")):
                continue  # "did not stop them from taking 40"
            if _negates(child, token, figure, effects) and not _counts_abstainers(figure, token, below):
                return "denied", child.text
        lemma = token.lemma_.lower()
        if token is below:
            continue
        if word := _called_false(token, below, figure, effects):
            return "denied", word
        effect = effects.get((lemma, token.pos_), "")
        if _is_undone(token):
            continue  # "neither confirmed nor denied"
        if effect == "denies" and below.dep_ not in ("nsubj", "agent"):
            return "denied", token.text
        if effect == "denies_to" and below.dep_ == "xcomp":
            return "denied", token.text
        if effect == "denies_that" and below.dep_ in ("ccomp", "csubj", "nsubj", "acl"):
            return "denied", token.text
        is_speech = lemma in wordlists.table("speech", "lemma", "sense")
        if is_speech and below.dep_ in ("ccomp", "parataxis") and not _is_negated(token, effects):
            continue
    return _ruled_out(figure)


def _judges(verb: Token, below: Token) -> bool:
    """Tell whether a clause says what its subject is like: "the limit of 5 MB is not enough" denies no figure."""
    if verb.lemma_.lower() in wordlists.words("steady_verbs") and below.dep_ in ("nsubj", "nsubjpass"):
        return True
    if verb.lemma_.lower() not in _COPULAS or below.dep_ not in ("nsubj", "csubj"):
        return False
    like = [one for one in verb.children if one.dep_ in ("acomp", "oprd") and one.i > below.i]
    return bool(like) and all(one.lemma_.lower() not in wordlists.words("truth_words") for one in like)


def _called_false(verb: Token, below: Token, figure: Figure, effects: Mapping[tuple[str, str], str]) -> str:
    """Return the word by which a clause calls its subject untrue: "reports of 40 deaths are false"."""
    if verb.lemma_.lower() not in _COPULAS or _is_undone(verb):
        return ""
    if below.dep_ not in ("nsubj", "csubj", "ccomp") or (below == figure.noun and figure.sort == "count"):
        return ""
    words = [one for one in verb.children if one.dep_ in ("acomp", "attr", "oprd")]
    return next((one.text for one in words if effects.get((one.lemma_.lower(), "ADJ")) == "denies_that"), "")


def _is_undone(verb: Token) -> bool:
    """Tell whether a verb is itself negated: "did not deny", "nor denied"."""
    before = verb.nbor(-1).lower_ if verb.i else ""
    return before in ("nor", "not", "never", "n't") or any(child.dep_ == "neg" for child in verb.children)


def _counts_abstainers(figure: Figure, predicate: Token, below: Token) -> bool:
    """Tell "40 bodies were never found" from "a 30% cut was never discussed": the former counts what was not done."""
    if predicate == figure.noun:
        return False
    is_subject = below == figure.noun and below.dep_ in ("nsubj", "nsubjpass")
    return (is_subject or (predicate.dep_ in ("acl", "relcl") and predicate.head == figure.noun)) and figure.sort in (
        "count",
        "percent",
    )


def _negates(child: Token, token: Token, figure: Figure, effects: Mapping[tuple[str, str], str]) -> bool:
    word = "not" if child.lower_ in ("n't", "n’t", "not") else child.lower_
    is_negation = (
        child.dep_ == "neg"
        or (word in ("nobody", "none") and child.dep_ == "nsubj")
        or (word in ("no", "neither") and child.dep_ == "det")
        or word == "never"
    )
    quantity = figure.quantity
    is_subject = figure.noun.dep_ in ("nsubj", "nsubjpass")
    if is_negation and is_subject and figure.sort == "count" and child.i > figure.tokens[-1].i:
        return False  # "at least 15 houses cannot be used" counts them all the same
    first, last = sorted((child.i, figure.tokens[0].i))
    if is_negation and any(one.text in (":", ";") for one in child.doc[first + 1 : last]):
        return False  # "had never seen the like: nine dead"
    if not is_negation or quantity.start <= figure.offset + child.idx < quantity.end:
        return False  # "not exceeding 10", "no more than 5": a bound, read with the figure
    if child.i > figure.root.i and child.head.pos_ not in ("AUX", "VERB"):
        return False
    following = child.nbor(1).lower_ if child.i + 1 < len(child.doc) else ""
    if effects.get((following, "ADV")) == "exempts":
        return False
    if effects.get((child.head.lemma_.lower(), "NOUN")) == "exempts":
        return False  # "there is no doubt that 40 died"
    if child.i < figure.root.i and any(one.lower_ == "but" for one in child.doc[child.i + 1 : figure.tokens[0].i]):
        return False  # "not 4.7 m but 4.4 m"
    if following in ("more", "less", "fewer", "later"):  # "no more than 5": a bound, read with the figure
        return False
    lemma = token.lemma_.lower()
    return not (lemma in ("say", "disclose", "specify", "reveal", "confirm", "give", "know") and token.pos_ == "VERB")


_NOT = frozenset({"not", "n't", "n’t", "never"})
_EXCEED = frozenset({"exceed", "surpass", "pass", "top", "outgrow", "overstep"})
_SHARED_BOUND = re.compile(
    r"\b(?P<word>more|over|less|fewer)(?: than)? \d[\d.,]*(?: [\w-]{2,14}){0,3} or\s?\Z", re.IGNORECASE
)
_FLIPPED = {">": "<=", ">=": "<", "<": ">=", "<=": ">"}


def flip_bound(figure: Figure, polarity: str, word: str) -> bool:
    """Turn "will not cost more than $80 million" into "at most", which nobody denies; tell whether it did."""
    if polarity != "denied" or word.lower() not in _NOT:
        return False
    flipped = _FLIPPED.get(figure.quantity.comparator) or _flipped_before(figure)
    if flipped is None and figure.quantity.comparator == "=" and _exceeds(figure):
        flipped = "<="  # "may not exceed 300 MB"
    if flipped is None:
        return False
    figure.quantity = replace(figure.quantity, comparator=flipped)
    return True


def _flipped_before(figure: Figure) -> str | None:
    """Return the bound that a figure shares with the one before "or": "cannot hold more than 100 items or 4 MB"."""
    before = figure.root.doc[max(0, figure.tokens[0].i - 9) : figure.tokens[0].i].text
    shared = _SHARED_BOUND.search(before) if figure.quantity.comparator == "=" else None
    return None if shared is None else "<=" if shared["word"].lower() in ("more", "over") else ">="


def _exceeds(figure: Figure) -> bool:
    """Tell whether a figure is what something exceeds, itself or as the value of a limit: "exceed the quota of 8"."""
    return any(token.lemma_.lower() in _EXCEED and token.pos_ == "VERB" for token, _ in _path(figure.noun))


def _is_negated(verb: Token, effects: Mapping[tuple[str, str], str]) -> bool:
    return any(child.dep_ == "neg" for child in verb.children)


def _ruled_out(figure: Figure) -> tuple[str, str]:
    """Look for "ruled out", whose particle hides the verb's sense."""
    for token, _ in _path(figure.noun):
        if token.lemma_.lower() == "rule" and any(child.lower_ == "out" for child in token.children):
            return "denied", f"{token.text} out"
    return "affirmed", ""

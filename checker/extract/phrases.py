"""Words around a token as phrases: lemmas, modifiers, prepositional scope."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.extract import wordlists
from checker.extract.counts import singular
from checker.extract.passages import Figure, Sentence, phrase_in
from checker.records import Phrase

if TYPE_CHECKING:
    from spacy.tokens import Token

_SCOPE = frozenset(
    [
        "of",
        "in",
        "at",
        "for",
        "among",
        "per",
        "on",
        "to",
        "from",
        "within",
        "across",
        "with",
        "without",
        "excluding",
        "including",
        "by",
        "near",
        "off",
        "throughout",
        "around",
        "against",
        "between",
        "under",
        "during",
        "inside",
        "outside",
        "via",
        "through",
        "into",
        "worldwide",
        "toward",
        "towards",
    ]
)
_LONGEST = 10  # tokens of a scope phrase
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_BREAK = frozenset({"relcl", "appos", "advcl", "cc", "conj"})


def lemma_of(token: Token) -> str:
    """Return the lower-case lemma of a token."""
    known = wordlists.table("lemmas", "word", "lemma").get(token.lower_)
    if known and not (known == "life" and token.pos_ == "VERB"):
        return known
    lemma = token.lemma_.lower() or token.lower_
    if token.pos_ == "PROPN" and not token.ent_type_ and lemma.endswith("s") and not lemma.endswith("ss"):
        return singular(lemma)  # a head in title case: "Net Sales", "Mirror Indexes"
    return lemma


def modifiers_of(noun: Token) -> list[str]:
    """Return the lemmas of the adjectives and nouns that stand before a noun and narrow it."""
    stop = wordlists.words("stop_words")
    found: list[str] = []
    for child in noun.lefts:
        is_figure = child.like_num or child.ent_type_ in ("MONEY", "PERCENT", "CARDINAL")
        if child.dep_ in ("amod", "compound", "nmod") and not is_figure and child.is_alpha:
            found.extend(lemma_of(one) for one in child.lefts if one.dep_ in ("compound", "amod") and one.is_alpha)
            found.append(lemma_of(child))
    return [lemma for lemma in found if lemma not in stop]


def scope_phrases(hosts: list[Token], owners: dict[int, Figure], sentence: Sentence, figure: Figure) -> list[Phrase]:
    """Return the prepositional phrases of a figure's noun, attribute and verb that hold neither figure nor time."""
    found: dict[int, Phrase] = {}
    for host in (*hosts, *_agents(hosts)):
        for preposition in host.rights if host.pos_ in ("NOUN", "NUM", "SYM", "PROPN") else host.children:
            if preposition.dep_ != "prep" or preposition.lower_ not in _SCOPE or preposition.i in found:
                continue
            if any(token in figure.tokens for token in preposition.subtree):
                continue
            if host.pos_ in ("VERB", "AUX") and _is_nearer_another(preposition, figure, owners):
                continue
            words = _words_of(preposition)
            if len(words) == 2 and f"{words[0].lower_} {words[1].lower_}" in wordlists.words("empty_phrases"):
                continue
            if len(words) > 1 and not _holds_figure(words, owners) and not _is_time(words, sentence):
                found[preposition.i] = _phrase(words, sentence, host)
    lead = _lead_place(figure, sentence)
    if lead is not None and lead.i not in found and lead.i < figure.root.i and not _is_elsewhere(lead, found):
        found[lead.i] = _phrase(_words_of(lead), sentence, lead.head)
    return [found[number] for number in sorted(found)]


def _agents(hosts: list[Token]) -> list[Token]:
    """Return what does it in a passive clause: "were hurt by a landslide in Vik" happened in Vik."""
    agents = [child for host in hosts for child in host.children if child.dep_ == "agent"]
    nouns = [one for agent in agents for one in agent.children if one.dep_ == "pobj"]
    return [one for noun in nouns for one in (noun, *noun.conjuncts)]


def _lead_place(figure: Figure, sentence: Sentence) -> Token | None:
    """Return the preposition of a place that opens the sentence and holds for all of it: "In the county, 10 died"."""
    doc = figure.root.doc
    first = next((token for token in doc if token.is_alpha), doc[0])
    if first.dep_ != "prep" or first.lower_ not in ("in", "at", "near", "across", "around", "outside"):
        return None
    words = _words_of(first)
    after = words[-1].i + 1
    is_closed = after < len(doc) and doc[after].text == ","
    places = wordlists.words("place_nouns")
    is_place = any(one.ent_type_ in _PLACES or one.lemma_.lower() in places for one in words)
    return first if is_closed and is_place and not _is_time(words, sentence) else None


def _is_elsewhere(lead: Token, found: dict[int, Phrase]) -> bool:
    """Tell whether a figure has a named place of its own beside the one that opens the sentence."""
    named = [token for token in lead.doc if token.head.i in found and token.pos_ == "PROPN"]
    return bool(named) and any(one.ent_type_ in _PLACES for one in _words_of(lead))


def _is_nearer_another(preposition: Token, figure: Figure, owners: dict[int, Figure]) -> bool:
    """Tell whether a figure of the same sort stands between a phrase and this one: "6 in Lyon and 9 in Nice"."""
    others = [one for one in {id(one): one for one in owners.values()}.values() if one is not figure]
    here, there = figure.root.i, preposition.i
    low, high = min(here, there), max(here, there)
    return any(one.sort == figure.sort and low < one.root.i < high for one in others)


def _holds_figure(words: list[Token], owners: dict[int, Figure]) -> bool:
    """Tell whether a phrase holds a figure of its own; a duration or a number of places narrows: "in 12 countries"."""
    held = {id(owners[one.i]): owners[one.i] for one in words if one.i in owners}
    places = wordlists.words("place_nouns")
    return any(one.sort != "time" and one.noun.lemma_.lower() not in places for one in held.values())


def _words_of(preposition: Token) -> list[Token]:
    words = [preposition]
    for token in preposition.doc[preposition.i + 1 : preposition.i + 1 + _LONGEST]:
        if (
            token.dep_ in _BREAK
            or token.tag_ in ("WDT", "WP")
            or (token.is_punct and token.text not in "-'’")
            or not preposition.is_ancestor(token)
        ):
            break
        words.append(token)
    after = words[-1].i + 1
    if after < len(preposition.doc) and preposition.doc[after].lower_ == "alone":
        words.append(preposition.doc[after])  # "in Lund alone"
    return words


def _is_time(words: list[Token], sentence: Sentence) -> bool:
    content = [token for token in words[1:] if token.dep_ not in ("det", "case")]
    timed = [
        token
        for token in content
        if any(
            time.start < sentence.start + token.idx + len(token) and sentence.start + token.idx < time.end
            for time in sentence.times
        )
    ]
    return bool(content) and 2 * len(timed) >= len(content)


def _phrase(words: list[Token], sentence: Sentence, host: Token) -> Phrase:
    start = sentence.start + words[0].idx
    end = sentence.start + words[-1].idx + len(words[-1])
    text = sentence.block.text[start:end]
    return phrase_in(
        sentence, text, start, end, label=words[0].lower_, how=f"'{words[0].lower_}' phrase of '{host.text}'"
    )

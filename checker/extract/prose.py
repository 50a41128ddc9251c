"""Sentences to drafts of claims: the parse, the context words and the time of each figure."""

from __future__ import annotations

import re
from dataclasses import replace

from checker.extract import wordlists
from checker.extract.asof import as_of_phrase, bind_times, document_as_of, inherited
from checker.extract.attach import attach
from checker.extract.claim_drafts import Draft
from checker.extract.entities import name_phrase, topic_phrase
from checker.extract.events import event_times, find_event
from checker.extract.figures import find_figures, sort_of_unit
from checker.extract.frames import magnitude_of
from checker.extract.heads import heads_of
from checker.extract.in_order import bind_members
from checker.extract.nouns import weight_of
from checker.extract.passages import Attachment, Figure, Reading, Sentence, phrase_in
from checker.extract.qualifiers import flip_bound, modality_of, moves_of, polarity_of, role_of
from checker.extract.speakers import speaker_of
from checker.extract.words import content_words, label_words
from checker.records import Phrase, TimeMention

_COUNTED_BY = frozenset({"as of", "as at", "by", "until", "till", "through", "up to", "so far", "as of late"})
_THINGS = frozenset({"ORG", "PRODUCT", "FAC"})
_SUMS = frozenset({"figure", "total", "amount", "sum", "number", "tally"})
_HEADINGS = frozenset({"title", "heading", "caption"})


def claims_of_sentence(sentence: Sentence, reading: Reading) -> list[Draft]:
    """Return a draft for each figure of a parsed sentence."""
    figures = find_figures(sentence)
    if not figures:
        return []
    owners = {token.i: figure for figure in figures for token in figure.tokens}
    attached = [attach(figure, owners, sentence) for figure in figures]
    _share_attributes(figures, attached, sentence.block.text)
    members = bind_members(figures, attached, sentence)
    for figure, found in zip(figures, attached, strict=True):
        if member := members.get(figure.quantity.start):
            found.scope.insert(0, member)
    dated = event_times(sentence)
    times = bind_times(figures, attached, sentence, set(dated))
    words = content_words(sentence)
    drafts: list[Draft] = []
    for figure, found, time in zip(figures, attached, times, strict=True):
        if found.frame == "magnitude" and figure.quantity.unit != "count:magnitude":
            figure.quantity = magnitude_of(figure.quantity, sentence.block.text)
        event, year = find_event(figure, found, sentence, reading, time)
        draft = _draft(figure, found, sentence, reading, event)
        draft.words, draft.event, draft.event_year = words, event, year
        if time is not None and event is not None and _dates_the_event(time, found, year):
            time = None
        draft.as_of = (
            as_of_phrase(time, sentence.block)
            if time
            else inherited(sentence, reading) or document_as_of(reading.document)
        )
        draft.pair = pair_of(draft, drafts, sentence)
        if draft.pair:
            _take_over(draft)
        draft.evidence = tuple(one for one in (*draft.evidence, draft.event, draft.speaker) if one and one.how)
        drafts.append(_with_heads(draft, sentence, reading))
        reading.last = (sentence.order, draft.subject, draft.attribute_lemmas)
    return drafts


def _with_heads(draft: Draft, sentence: Sentence, reading: Reading) -> Draft:
    """Add row and column heads, or the label a list item hangs on, to a figure in a sentence of a cell or item."""
    if sentence.block.cell is None and sentence.block.kind != "item":
        return draft
    heads = heads_of(sentence.block, reading)
    above = [*heads.attribute, *heads.scope]
    draft.modifiers = tuple(
        dict.fromkeys((*draft.modifiers, *(word for one in above for word in label_words(one.text))))
    )
    draft.scope = (*draft.scope, *above)
    draft.origin = "cell" if sentence.block.cell is not None else "item"
    draft.evidence = (*draft.evidence, *above)
    if heads.as_of is not None and (draft.as_of is None or draft.as_of.source == "document"):
        draft.as_of = heads.as_of
    return draft


_LISTED = re.compile(r"\s*(?:,|and|or|, and)\s*")


def _share_attributes(figures: list[Figure], attached: list[Attachment], text: str) -> None:
    """Give a figure that the parse left alone what its neighbour of the same sort measures: "from $2 to $3 a share"."""
    for number, found in enumerate(attached):
        before = attached[number - 1] if number else None
        gap = (figures[number - 1].quantity.end, figures[number].quantity.start) if number else (0, 0)
        is_bare = figures[number].quantity.unit == "count"
        if before is not None and before.frame == "magnitude" and is_bare and _LISTED.fullmatch(text, *gap):
            attached[number] = before  # "magnitudes of 2.9 and 2.2"
            continue
        if found.lemmas and not _is_elided(figures[number], found):
            continue
        if found.lemmas:
            _fill_in(number, figures, attached)
            continue
        for other in (number + 1, number - 1):
            if 0 <= other < len(attached) and attached[other].lemmas and figures[other].sort == figures[number].sort:
                found.heads, found.lemmas = attached[other].heads, attached[other].lemmas
                found.modifiers, found.holder = attached[other].modifiers, attached[other].holder
                found.verb, found.how = attached[other].verb, "as the figure beside it"
                break


def _is_elided(figure: Figure, found: Attachment) -> bool:
    """Tell whether a count leaves its noun out: "would cut another 150"."""
    return figure.quantity.unit == "count" and figure.sort == "count" and all(one.pos_ == "VERB" for one in found.heads)


def _fill_in(number: int, figures: list[Figure], attached: list[Attachment]) -> None:
    """Give such a count the noun of the count before it, where the same is said of both."""
    found = attached[number]
    for before in range(number - 1, -1, -1):
        other = attached[before]
        if figures[before].sort == "count" and other.lemmas[:1] == found.lemmas[:1] and len(other.lemmas) > 1:
            found.lemmas.extend(other.lemmas[1:])
            return


def _dates_the_event(time: TimeMention, found: Attachment, year: str) -> bool:
    """Tell the day on which the event struck from the time up to which its effects were counted."""
    is_effect = any(lemma in wordlists.words("effects") for lemma in found.lemmas)
    return is_effect and not year and time.cue.lower() not in _COUNTED_BY


def _draft(figure: Figure, found: Attachment, sentence: Sentence, reading: Reading, event: Phrase | None) -> Draft:
    role, role_word = role_of(figure, found)
    modality, modality_word = modality_of(figure, found)
    polarity, polarity_word = polarity_of(figure, found)
    if flip_bound(figure, polarity, polarity_word):
        polarity = "affirmed"
    moves, moves_words = moves_of(figure, sentence)
    speaker = speaker_of(figure, sentence, reading)
    if found.holder is not None and _estimates(found):
        estimator = name_phrase(found.holder, sentence, reading, f"subject of '{found.verb}'")
        found.holder, speaker = None, speaker or estimator
    subject = _subject(found, sentence, reading, event)
    attribute = _attribute(found, sentence)
    evidence = [
        attribute,
        subject,
        *found.scope,
        Phrase(text=role_word, label="role", how=role) if role_word else None,
        Phrase(text=modality_word, label="modality", how=modality) if modality_word else None,
        Phrase(text=polarity_word, label="polarity", how=polarity) if polarity_word else None,
        moves_words,
    ]
    return Draft(
        block=sentence.block,
        quantity=figure.quantity,
        sentence=(sentence.start, sentence.end),
        subject=subject,
        attribute=attribute,
        attribute_lemmas=tuple(found.lemmas),
        modifiers=tuple(found.modifiers),
        anchors=anchors_of(sentence, subject),
        scope=tuple(found.scope),
        role=role,
        modality=modality,
        polarity=polarity,
        speaker=speaker,
        origin="heading" if sentence.block.kind in _HEADINGS else "item" if sentence.block.kind == "item" else "prose",
        moves=moves,
        evidence=tuple(one for one in evidence if one is not None),
    )


def _subject(found: Attachment, sentence: Sentence, reading: Reading, event: Phrase | None) -> Phrase | None:
    last = reading.last
    if last is not None and last[0] in (sentence.order, sentence.order - 1) and _points_back(found):
        found.lemmas.extend(lemma for lemma in last[2] if lemma not in found.lemmas)
        return replace(last[1], how="'this figure' is the one before") if last[1] else None
    if event is not None and any(lemma in wordlists.words("effects") for lemma in found.lemmas):
        verb = found.verb
        doer = next((one for one in verb.children if one.dep_ == "nsubj"), None) if verb is not None else None
        if doer is None or doer != found.holder:  # "police killed two in the riot" stays with the police
            return event
    if found.holder is not None and found.holder.tag_ != "EX":
        phrase = name_phrase(found.holder, sentence, reading, f"{found.holder.dep_} '{found.holder.text}'")
        if phrase is not None:
            return phrase
    return _name_in_scope(found, sentence) or _topic(reading)


def _estimates(found: Attachment) -> bool:
    """Tell whether the one who acts only says the figure: "analysts had expected a profit of", "put the toll at"."""
    if found.verb is None or found.holder is None or found.holder.head != found.verb or found.holder.dep_ != "nsubj":
        return False
    lemma = found.verb.lemma_.lower()
    sense = wordlists.table("speech", "lemma", "sense").get(lemma, "")
    return (
        (sense == "estimate" or weight_of(found.verb) == "put") and bool(found.heads) and found.heads[0] != found.verb
    )


def _points_back(found: Attachment) -> bool:
    """Tell whether a figure's holder is the figure before it: "this figure includes"."""
    sums = [one for one in (found.holder, *found.heads[:1]) if one is not None and one.lemma_ in _SUMS]
    bare = [one for one in sums if not any(child.dep_ in ("prep", "compound", "amod") for child in one.children)]
    return any(child.lower_ in ("this", "that", "the", "these") for one in bare for child in one.children)


def _name_in_scope(found: Attachment, sentence: Sentence) -> Phrase | None:
    """Return the first name in a figure's own phrases: "60% of traffic to Peru" speaks of Peru."""
    block = sentence.block
    for phrase in found.scope:
        for name in sentence.names:
            low, high = block.to_document(name.start, name.end)
            if phrase.start <= low and high <= phrase.end:
                return Phrase(text=name.text, start=low, end=high, label=name.label, how=f"name in '{phrase.text}'")
    return None


def _topic(reading: Reading) -> Phrase | None:
    """Return the document's topic for a figure that names nothing; a place in the news is too weak a guess."""
    topic = reading.topic
    is_thing = topic is not None and (topic.label in _THINGS or not topic.label)
    return topic_phrase(reading, "") if is_thing or reading.is_reference else None


def _attribute(found: Attachment, sentence: Sentence) -> Phrase:
    if not found.heads:
        return Phrase(text=" ".join(found.lemmas), how=found.how)
    text = " ".join(token.text for token in found.heads)
    first = found.heads[0]
    start = sentence.start + first.idx
    return phrase_in(sentence, text, start, start + len(first), first.dep_, found.how)


def anchors_of(sentence: Sentence, subject: Phrase | None) -> tuple[Phrase, ...]:
    """Return the names of a sentence other than the subject, each once."""
    seen = {subject.text} if subject else set()
    anchors: list[Phrase] = []
    for name in sentence.names:
        if name.text not in seen:
            seen.add(name.text)
            anchors.append(phrase_in(sentence, name.text, name.start, name.end, name.label, "in the sentence"))
    return tuple(anchors)


_BETWEEN = re.compile(r"\s*(?:\(|\[|/|or|, or)\s*\Z")


def pair_of(draft: Draft, drafts: list[Draft], sentence: Sentence) -> Draft | None:
    """Return the draft that a figure restates in another unit: the one right before its parenthesis or slash."""
    if not drafts:
        return None
    first, second = drafts[-1].quantity, draft.quantity
    between = sentence.block.text[first.end : second.start]
    if len(between) > 6 or not _BETWEEN.fullmatch(between) or first.unit == second.unit:
        return None
    sorts = sort_of_unit(first.unit, first.form), sort_of_unit(second.unit, second.form)
    return drafts[-1] if sorts[0] == sorts[1] and sorts[0] not in ("count", "percent", "ratio") else None


def _take_over(draft: Draft) -> None:
    """Give a converted figure the context of the one that it restates."""
    other = draft.pair
    if other is None:
        return
    for name in [
        "subject",
        "attribute",
        "attribute_lemmas",
        "modifiers",
        "anchors",
        "scope",
        "event",
        "event_year",
        "role",
        "modality",
        "polarity",
        "speaker",
        "as_of",
        "moves",
    ]:
        setattr(draft, name, getattr(other, name))


def needs_sentence_before(text: str) -> bool:
    """Tell whether a sentence opens with a word that stands for something in the sentence before."""
    words = re.findall(r"[A-Za-z]+", text[:60])[:3]
    if not words:
        return False
    first = words[0].lower()
    pronouns = wordlists.table("pronouns", "pronoun", "labels")
    if first in pronouns or first in ("this", "that", "these", "those", "both"):
        return True
    return any(word.lower() in pronouns for word in words[1:])

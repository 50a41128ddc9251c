"""Sentences to drafts of claims: the parse, the context words and the time of each figure."""

from __future__ import annotations

import re

from checker.extract import wordlists
from checker.extract.allowances import settle_allowance
from checker.extract.asof import as_of_phrase, bind_times, document_as_of, inherited, since_then
from checker.extract.attach import attach
from checker.extract.claim_drafts import Draft
from checker.extract.corrections import settle_corrections
from checker.extract.currency_bases import settle_currency_basis
from checker.extract.deal_sums import settle_deals
from checker.extract.defaults import DEFAULT, default_figures
from checker.extract.entities import name_phrase
from checker.extract.events import event_times, find_event
from checker.extract.figures import as_difference, find_figures, sort_of_unit
from checker.extract.frames import magnitude_of
from checker.extract.gapping import fill_gaps
from checker.extract.groups import of_members
from checker.extract.heads import heads_of
from checker.extract.in_order import bind_members
from checker.extract.moves import is_superseded, moves_of
from checker.extract.passages import Attachment, Event, Figure, Reading, Sentence, phrase_in
from checker.extract.phrases import lemma_of
from checker.extract.qualifiers import flip_bound, modality_of, polarity_of
from checker.extract.report_periods import reported_period, settle_year_before
from checker.extract.roles import as_rate, role_of
from checker.extract.sharing import share_attributes, share_places
from checker.extract.speakers import speaker_of
from checker.extract.subjects import anchors_of, only_says, subject_of_figure
from checker.extract.words import content_words, label_words
from checker.records import AsOf, Phrase, TimeMention

_MEASURED_AGAINST = re.compile(
    r"\b(?:short of|below|above|than|against|ahead of|versus|beat(?:ing|s)?|miss(?:ed|ing|es)?|topp(?:ed|ing))\b"
    r"[^,;.]{0,48}\Z",
)
_COUNTED_BY = frozenset({"as of", "as at", "by", "until", "till", "through", "up to", "so far", "as of late"})
_HEADINGS = frozenset({"title", "heading", "caption"})


def claims_of_sentence(sentence: Sentence, reading: Reading) -> list[Draft]:
    """Return a draft for each figure of a parsed sentence."""
    figures = find_figures(sentence)
    if not figures:
        return []
    attached = _attach_all(figures, sentence)
    times = bind_times(figures, attached, sentence, set(event_times(sentence)))
    _expect_what_was_said(figures, attached, sentence, reading)
    words = content_words(sentence)
    drafts: list[Draft] = []
    for figure, found, time in zip(figures, attached, times, strict=True):
        if _is_mere_one(figure, found) or _counts_words(figure) or _is_maturity(figure, sentence):
            continue
        if found.frame == "magnitude" and figure.quantity.unit != "count:magnitude":
            figure.quantity = magnitude_of(figure.quantity, sentence.block.text)
        event = find_event(figure, found, sentence, reading, time)
        draft = _draft(figure, found, sentence, reading, event.phrase)
        draft.words, draft.event, draft.event_year, draft.event_day = words, event.phrase, event.year, event.day
        draft.as_of = _as_of(time, event, found, draft, reading, sentence)
        draft.as_of = settle_year_before(draft, figure, found, figures, drafts, sentence)
        _carry_plan(draft, drafts, figures, sentence)
        draft.pair = pair_of(draft, drafts, sentence)
        if draft.pair:
            _take_over(draft)
        draft.evidence = tuple(one for one in (*draft.evidence, draft.event, draft.speaker) if one and one.how)
        drafts.append(_with_heads(draft, sentence, reading))
        reading.last = (sentence.order, draft.subject, draft.attribute_lemmas)
        reading.last_of[figure.sort] = reading.last
    settle_corrections(drafts, sentence)
    return drafts


def _attach_all(figures: list[Figure], sentence: Sentence) -> list[Attachment]:
    """Return what the parse ties to each figure, after what one of a list leaves to its neighbours is filled in."""
    owners = {token.i: figure for figure in figures for token in figure.tokens}
    attached = [attach(figure, owners, sentence) for figure in figures]
    share_attributes(figures, attached, sentence.block.text)
    share_places(figures, attached)
    fill_gaps(figures, attached, sentence)
    members = bind_members(figures, attached, sentence)
    for figure, found in zip(figures, attached, strict=True):
        if member := members.get(figure.quantity.start):
            found.scope.insert(0, member)
    defaults = default_figures(figures, sentence)
    for figure, found in zip(figures, attached, strict=True):
        if figure.quantity.start in defaults and DEFAULT not in (*found.modifiers, *found.lemmas):
            found.modifiers.append(DEFAULT)
            found.scope = [one for one in found.scope if one.label != "without"]
        settle_allowance(figure, found, sentence.block.text)
    settle_currency_basis(figures, attached, sentence)
    settle_deals(figures, attached, sentence)
    return attached


def _as_of(
    time: TimeMention | None, event: Event, found: Attachment, draft: Draft, reading: Reading, sentence: Sentence
) -> AsOf | None:
    """Return when a figure holds: as stated, as of its event, as told before, or as of the document."""
    if time is not None and event.phrase is not None and _dates_the_event(time, found, event.year):
        time = None
    stated = as_of_phrase(time, sentence.block) if time else event.as_of
    if stated is not None and time is not None and time.cue.lower() == "since":
        stated = since_then(stated, reading.document)
    told = stated or inherited(sentence, reading) or reported_period(found, draft.modality, sentence, reading)
    return told or document_as_of(reading.document)


def _carry_plan(draft: Draft, drafts: list[Draft], figures: list[Figure], sentence: Sentence) -> None:
    """Read the second of two coordinated figures as planned as well: "expects sales of $4bn, and income of $1bn"."""
    last = drafts[-1] if drafts and drafts[-1].sentence == draft.sentence else None
    if last is None or last.modality != "planned" or draft.modality != "asserted" or draft.role in ("from", "change"):
        return
    if _MEASURED_AGAINST.search(sentence.block.text, sentence.start, last.quantity.start):
        return  # "short of the expected $0.40, and sales of $4bn"
    low, high = last.quantity.end - sentence.start, draft.quantity.start - sentence.start
    between = [token for token in sentence.doc or () if low <= token.idx < high]
    is_apart = any(one.pos_ in ("VERB", "AUX") and one.tag_ not in ("VBG", "VBN") for one in between)
    is_listed = any(one.lower_ in ("and", ",") for one in between)
    if is_listed and not is_apart and not any(one.text in (";", ":") for one in between):
        draft.modality = last.modality


def _expect_what_was_said(
    figures: list[Figure], attached: list[Attachment], sentence: Sentence, reading: Reading
) -> None:
    """Read "Analysts had expected $0.40": of what the sentence before gave another value."""
    sense = wordlists.table("speech", "lemma", "sense")
    for figure, found in zip(figures, attached, strict=True):
        if found.verb is None or found.heads != [found.verb] or sense.get(lemma_of(found.verb)) != "estimate":
            continue
        last = reading.last_of.get(figure.sort)
        is_near = last is not None and last[0] == sentence.order - 1 and len(figures) == 1
        found.heads, found.lemmas = [], list(last[2]) if last is not None and is_near else []
        found.how = f"what '{found.verb.text}' speaks of is in the sentence before"


def _counts_words(figure: Figure) -> bool:
    """Tell "five things to know" and "two questions remain", which count nothing of the world."""
    noun = figure.quantity.unit.removeprefix("count:")
    return figure.quantity.unit.startswith("count:") and noun in wordlists.words("hollow_nouns")


def _is_maturity(figure: Figure, sentence: Sentence) -> bool:
    """Tell when a sum of the sentence falls due, which measures nothing: "of which $4 million is due within a year"."""
    if figure.sort != "time" or not any(one.end < figure.quantity.start for one in sentence.quantities):
        return False
    return _MATURES.search(sentence.block.text, sentence.start, figure.quantity.figure_start) is not None


def _is_mere_one(figure: Figure, found: Attachment) -> bool:
    """Tell "one passenger said" and "not one train", which count nothing, from "one person was killed"."""
    quantity = figure.quantity
    if quantity.low != 1 or quantity.high != 1 or quantity.form != "words" or quantity.comparator != "=":
        return False
    names_thing = quantity.unit.startswith("count:")
    return names_thing and not any(lemma in wordlists.words("effects") for lemma in found.lemmas)


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


def _dates_the_event(time: TimeMention, found: Attachment, year: str) -> bool:
    """Tell the day on which the event struck from the time up to which its effects were counted."""
    is_effect = any(lemma in wordlists.words("effects") for lemma in found.lemmas)
    return is_effect and not year and time.cue.lower() not in _COUNTED_BY


def _draft(figure: Figure, found: Attachment, sentence: Sentence, reading: Reading, event: Phrase | None) -> Draft:
    role, role_word = role_of(figure, found, sentence)
    modality, modality_word = modality_of(figure, found)
    polarity, polarity_word = polarity_of(figure, found)
    if flip_bound(figure, polarity, polarity_word):
        polarity = "affirmed"
    moves, moves_words = moves_of(figure, sentence)
    if role == "level" and is_superseded(figure, moves, moves_words, sentence):
        role, role_word = "from", moves_words.text if moves_words else moves
    speaker = speaker_of(figure, sentence, reading)
    if found.holder is not None and only_says(found):
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
        quantity=as_rate(of_members(as_difference(figure.quantity, role), figure), figure.sort, sentence.block.text),
        sentence=(sentence.start, sentence.end),
        subject=subject,
        attribute=attribute,
        attribute_lemmas=tuple(found.lemmas),
        modifiers=tuple(found.modifiers),
        anchors=anchors_of(sentence, subject, reading),
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
    """Return whose figure it is; a place that counts what an event did joins the scope."""
    subject = subject_of_figure(found, sentence, reading, event)
    if subject is event and event is not None and (place := _counting_place(found, sentence, reading)) is not None:
        found.scope.append(place)
    return subject


def _counting_place(found: Attachment, sentence: Sentence, reading: Reading) -> Phrase | None:
    """Return the place that counts what an event did: "Norland, which counts 8 deaths" in the outbreak."""
    if found.holder is None or found.holder.pos_ not in ("PROPN", "PRON"):
        return None
    name = name_phrase(found.holder, sentence, reading, "the place that counts it")
    is_place = name is not None and name.label in ("GPE", "LOC", "FAC")
    return name if is_place and all(one.start != name.start for one in found.scope if name) else None


def _attribute(found: Attachment, sentence: Sentence) -> Phrase:
    if not found.heads:
        return Phrase(text=" ".join(found.lemmas), how=found.how)
    text = " ".join(token.text for token in found.heads)
    first = found.heads[0]
    start = sentence.start + first.idx
    return phrase_in(sentence, text, start, start + len(first), first.dep_, found.how)


_BETWEEN = re.compile(r"\s*(?:\(|\[|/|or|, or)\s*\Z")
_MATURES = re.compile(
    r"\b(?:payable|due|matur(?:ing|es?)|to be paid|repayable|to be recogni[sz]ed)\s(?:with)?in\s(?:the\snext\s)?\Z"
)
_COMMA = re.compile(r",\s\Z")


def pair_of(draft: Draft, drafts: list[Draft], sentence: Sentence) -> Draft | None:
    """Return the draft that a figure restates in another unit: the one right before its parenthesis or slash."""
    if not drafts:
        return None
    first, second = drafts[-1].quantity, draft.quantity
    between = sentence.block.text[first.end : second.start]
    if first.comparator == "=" and second.comparator in ("<", "<=", ">", ">="):
        return None  # "30 seconds (up to 5 minutes on request)"
    is_beside = _BETWEEN.fullmatch(between) or (second.comparator == "~" and _COMMA.fullmatch(between))
    if len(between) > 6 or not is_beside or first.unit == second.unit:
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
        "event_day",
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

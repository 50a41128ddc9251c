"""Tie a figure to what it measures, through the dependency parse.

    "killed six people"            -> kill, person       verb and counted noun
    "invested $3bn in plants"      -> invest             for money the noun head says nothing
    "a tariff of 20%", "20% levy"  -> tariff, levy       of-phrase and pre-modifier
    "rose to 20%"                  -> the subject        a verb of change measures its subject
    "88 m tall", "20 km south of"  -> height, distance   the words of measure are data

What it refuses: to name the holder (subject) beyond the token; `entities` turns that into a name.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checker.extract import wordlists
from checker.extract.attach_counts import attach_count
from checker.extract.attach_measures import attach_measure, from_noun, is_change, phrase_nouns, see_through
from checker.extract.brackets import settle_bracketed
from checker.extract.clauses import ancestors, clause_verb, subject_of
from checker.extract.cordons import settle_cordon
from checker.extract.erosion import settle_erosion
from checker.extract.frames import find_frame
from checker.extract.groups import count_token, see_group, without_body
from checker.extract.idioms import CAPACITY, is_capacity, with_idiom
from checker.extract.names import is_coined
from checker.extract.nouns import (
    BEFORE_NOUN,
    NOUNS,
    event_classes,
    first_of_list,
    outlook_nouns,
    owner_of,
    transparent_nouns,
)
from checker.extract.passages import Attachment, Figure, Sentence, phrase_in
from checker.extract.phrases import lemma_of, modifiers_of, scope_phrases
from checker.records import Phrase

if TYPE_CHECKING:
    from spacy.tokens import Token

_PERIODS = frozenset({"half", "quarter", "year", "month", "week", "day"})
_BRACKET = re.compile(r"\((?P<for>[A-Z][^():;,]{1,50}):\s?\Z")
_LABEL_REACH = 160  # characters of a sentence before a figure in which its label may stand
_LABEL = re.compile(r"(?:\A|[.;]\s|\n)(?P<label>[A-Za-z][\w' -]{2,50}):\s(?:[^:;.]{1,40},\s)?\Z")
_LINKS = frozenset({"of", "was", "were", "is", "are", "at", "to", ":", "from", "totaled", "totalled", "reached"})


def attach(figure: Figure, owners: dict[int, Figure], sentence: Sentence) -> Attachment:
    """Return what the parse ties to a figure.

    Args:
        owners: token number -> the figure that covers it, for all figures of the sentence.
    """
    found = Attachment()
    token = first_of_list(figure.noun)
    if _restates(token, figure, owners) or _is_end_of_range(figure, owners):
        return attach(owners[token.head.i], owners, sentence)
    frame = find_frame(figure, sentence)
    torn = _torn_noun(token, figure, owners)
    if figure.sort == "count":
        token = count_token(token)
        attach_count(token, figure, found, owners)
        see_group(figure, found)
    elif torn is not None:
        from_noun(torn, found, "before the figure stands")
        found.verb = clause_verb(torn)
    else:
        attach_measure(token, figure, found, owners)
    if frame and not _says_toll(found, frame.attribute):
        found.lemmas, found.heads, found.frame, found.how = [frame.attribute], [], frame.attribute, frame.how
        found.modifiers = list(frame.modifiers)
        if frame.attribute == "magnitude":
            found.holder = _event_beside(figure) or found.holder
        elif frame.attribute == "value":
            found.holder = _priced(figure) or found.holder
        elif frame.attribute == "distance" or frame.is_of_subject:
            found.verb = clause_verb(figure.noun)
            found.holder = subject_of(found.verb)
        if frame.place:
            start, end = frame.place
            text = sentence.block.text[start:end]
            found.scope.append(phrase_in(sentence, text, start, end, text.split()[0], "after the distance"))
    settle_cordon(figure, found)
    settle_erosion(figure, found)
    _finish(token, figure, found, owners, sentence)
    settle_bracketed(figure, found, owners)
    return found


def _torn_noun(token: Token, figure: Figure, owners: dict[int, Figure]) -> Token | None:
    """Return the noun before "of" where a figure hangs on a noun past an "and": "income of $1m and sales of"."""
    head, last = token.head, figure.tokens[-1].i
    if figure.sort == "count" or token.dep_ not in BEFORE_NOUN or head.i <= last or head.pos_ not in NOUNS:
        return None
    is_torn = any(one.dep_ == "cc" for one in token.doc[last + 1 : head.i])
    before = _noun_before(figure, owners) if is_torn else []
    return before[0] if before else None


def _says_toll(found: Attachment, toll: str) -> bool:
    """Tell whether the parse gave what the words beside a count say: "four were injured in" of "injured"."""
    classes = wordlists.table("toll_classes", "lemma", "class")
    return toll in classes and any(classes.get(one.lemma_.lower()) == classes[toll] for one in found.heads)


def _restates(token: Token, figure: Figure, owners: dict[int, Figure]) -> bool:
    """Tell whether a figure stands beside another that it converts: "34 miles (55 km)"."""
    other = owners.get(token.head.i)
    if token.dep_ not in ("appos", "parataxis", "npadvmod", "nummod") or other is None or other is figure:
        return False
    after = other.tokens[-1].i + 1
    return (
        after < figure.tokens[0].i <= after + 3
        and token.doc[after].text in ("(", "/", "[")
        and other.sort == figure.sort
    )


def _is_end_of_range(figure: Figure, owners: dict[int, Figure]) -> bool:
    """Tell the first of "from $96 million to $104 million", which the parser hangs on the second."""
    root = figure.root
    other = owners.get(root.head.i)
    is_hung = root == figure.noun and root.dep_ in ("quantmod", "compound", "nummod")
    return is_hung and other is not None and other is not figure and other.sort == figure.sort and root.head.i > root.i


def _see_change(found: Attachment, owners: dict[int, Figure]) -> None:
    """Replace a change set beside its clause by what changed: "the margin widened to 9%, an increase of 2 points"."""
    change = found.heads[0] if len(found.heads) == 1 else None
    if change is None or not is_change(change) or change.i < 2 or change.dep_ not in ("appos", "dobj", "npadvmod"):
        return
    verb = clause_verb(change)
    is_beside = any(one.text == "," for one in (change.nbor(-1), change.nbor(-2)))
    of = [two for one in change.rights if one.dep_ == "prep" for two in one.children if two.dep_ == "pobj"]
    subject = subject_of(verb) if verb is not None and is_beside and all(one.i in owners for one in of) else None
    if subject is not None and subject.pos_ == "NOUN" and subject.i not in owners:
        found.heads, found.role, found.how = [subject], "change", f"'{change.text}' is a change of it"
        found.modifiers = modifiers_of(subject)


_BOUNDS = frozenset({"maximum", "minimum"})


def _see_bound(found: Attachment, owners: dict[int, Figure]) -> None:
    """Replace a bound by what it bounds, which it narrows: "the maximum of notes per board", "the storage quota"."""
    bound = found.heads[0] if len(found.heads) == 1 else None
    if bound is None:
        return
    if bound.lemma_.lower() in wordlists.words("quotas") and "maximum" not in found.modifiers:
        before = [one for one in bound.lefts if one.dep_ in ("compound", "nmod") and one.pos_ == "NOUN"]
        if before and before[-1].lemma_.lower() not in wordlists.words("stop_words"):
            found.heads, found.modifiers = before[-1:], [*modifiers_of(bound), "maximum"]
            found.modifiers = [one for one in found.modifiers if one != lemma_of(before[-1])]
            found.how = f"'{bound.text}' is of it"
            found.holder = owner_of(bound) if found.holder in (None, bound) else found.holder
        return
    if bound.lemma_.lower() not in _BOUNDS:
        return
    of = [one for one in bound.rights if one.dep_ == "prep" and one.lower_ == "of"]
    nouns = [two for one in of for two in one.children if two.dep_ == "pobj" and two.pos_ in ("NOUN", "PROPN")]
    nouns = [one for one in nouns if one.i not in owners]
    if nouns:
        found.heads, found.modifiers = nouns[:1], [*found.modifiers, bound.lemma_.lower()]
        found.how = f"'{bound.text}' is of it"


def _see_outlook(figure: Figure, found: Attachment, owners: dict[int, Figure]) -> None:
    """Replace an outlook by what it is of: "a sales outlook of", "an outlook of $5m in income"."""
    outlook = next((one for one in found.heads if one.lemma_.lower() in outlook_nouns()), None)
    if outlook is None or any(one.pos_ != "VERB" for one in found.heads if one != outlook):
        return
    before = [one for one in outlook.lefts if one.dep_ in ("compound", "nmod", "amod") and one.pos_ == "NOUN"]
    phrases = [one for one in outlook.rights if one.dep_ == "prep" and one.lower_ in ("for", "of", "on")]
    after = [two for one in phrases for two in one.children if two.dep_ == "pobj" and two.pos_ == "NOUN"]
    nouns = [one for one in (*phrase_nouns(figure, None), *before[-1:], *after) if one.i not in owners]
    chosen = next((one for one in nouns if one.pos_ == "NOUN" and one.ent_type_ not in ("DATE", "TIME")), None)
    if chosen is not None:
        found.heads, found.modifiers = [chosen], [one for one in found.modifiers if one != lemma_of(chosen)]
        found.how, found.modality = f"'{outlook.text}' is of it", "planned"


def _priced(figure: Figure) -> Token | None:
    """Return the noun before "worth": "a deal worth $5 million"."""
    doc, at = figure.root.doc, figure.tokens[0].i - 1
    while at > 0 and doc[at].lower_ not in ("worth", "valued"):
        at -= 1
    before = doc[at - 1] if at > 0 else None
    return before if before is not None and before.pos_ in ("NOUN", "PROPN") else None


def _event_beside(figure: Figure) -> Token | None:
    """Return the event noun that a magnitude belongs to: after it, above it, or the subject of its clause."""
    doc, last = figure.root.doc, figure.tokens[-1].i
    near: list[Token] = [*doc[last : last + 6], *ancestors(figure.noun), figure.noun]
    event = next((one for one in near if one.pos_ in ("NOUN", "PROPN") and one.lemma_.lower() in event_classes()), None)
    if event is not None:
        return event
    subject = subject_of(clause_verb(figure.noun))
    return subject if subject is not None and subject.lemma_.lower() in event_classes() else None


def _finish(token: Token, figure: Figure, found: Attachment, owners: dict[int, Figure], sentence: Sentence) -> None:
    """Settle what was attached: the attribute, what narrows it, its phrases, and whose it is, in this order."""
    if found.verb is None:
        found.verb = clause_verb(token)
    _settle_attribute(figure, found, owners)
    _settle_modifiers(figure, found)
    hosts = [figure.noun, *figure.tokens, *found.heads]
    if found.verb is not None and found.verb not in hosts:
        hosts.append(found.verb)
    taken = {one.start for one in found.scope}
    phrases = without_body(scope_phrases(hosts, owners, sentence, figure), figure)
    found.scope += [one for one in phrases if one.start not in taken]
    found.scope += _bracketed(figure, sentence)
    _settle_holder(figure, found, owners)
    _take_label(figure, found, owners, sentence)
    _say_what_is_limited(found)


def _take_label(figure: Figure, found: Attachment, owners: dict[int, Figure], sentence: Sentence) -> None:
    """Read the label before a colon: "FetchRows: 80 rows" is FetchRows', "Initial quota: 40 queues" a quota of them."""
    before = figure.quantity.start - sentence.start
    label = _LABEL.search(sentence.text[:before]) if before <= _LABEL_REACH else None
    if label is None:
        return
    start, end = label.span("label")
    words = [one for one in figure.root.doc if start <= one.idx < end and one.i not in owners]
    if not words or any(one.pos_ in ("VERB", "AUX") for one in words[:-1]):
        return
    last = words[-1]
    limit = next((one.lemma_.lower() for one in words if one.lemma_.lower() in wordlists.words("limits")), "")
    if limit:
        found.lemmas = list(dict.fromkeys((limit, *found.lemmas)))
        found.holder = found.holder if found.holder not in words else None
    elif is_coined(last.text) and figure.sort in ("count", "measure"):
        found.holder = last


def _say_what_is_limited(found: Attachment) -> None:
    """Add whose limit it is where nothing else says of what: "Request headers have a limit of 24 kB"."""
    holder = found.holder
    if holder is None or holder.pos_ != "NOUN" or holder.ent_type_:
        return
    if found.lemmas and all(lemma in wordlists.words("bound_words") for lemma in found.lemmas):
        found.lemmas.append(lemma_of(holder))
        found.modifiers.extend(one for one in modifiers_of(holder) if one not in (*found.lemmas, *found.modifiers))


def _bracketed(figure: Figure, sentence: Sentence) -> list[Phrase]:
    """Return for what an exception in brackets holds: "nine per table (Lund and Vik: 20)"."""
    text, start = sentence.block.text, figure.quantity.start
    opened = _BRACKET.search(text, max(sentence.start, start - 60), start)
    if opened is None:
        return []
    return [phrase_in(sentence, opened["for"], opened.start("for"), opened.end("for"), "for", "in brackets before it")]


def _settle_attribute(figure: Figure, found: Attachment, owners: dict[int, Figure]) -> None:
    if figure.sort != "count":  # neither "euros" nor the "%" of another figure is what is measured
        found.heads = [one for one in found.heads if one.i not in owners]
    if len(found.heads) == 1 and found.heads[0].lemma_.lower() in transparent_nouns():
        see_through(found.heads[0], found)  # "the number of visitors rose to 900"
        found.heads = [one for one in found.heads if one.i not in owners]
    _fill_empty_verb(found, owners)
    _see_change(found, owners)
    _see_bound(found, owners)
    _see_outlook(figure, found, owners)
    named, stop = ("GPE", "PERSON", "NORP", "LOC"), wordlists.words("stop_words")
    lemmas = [*found.lemmas, *(lemma_of(head) for head in found.heads if head.ent_type_ not in named)]
    content = [lemma for lemma in lemmas if len(lemma) > 1 and lemma not in stop]
    if not content:
        nouns = [one for one in phrase_nouns(figure, None)[:1] if one.i not in owners]
        found.heads = nouns or _noun_before(figure, owners)
        content = [lemma_of(head) for head in found.heads]
    if not content and found.verb is not None and found.verb.pos_ == "VERB":
        found.heads, content = [found.verb], [lemma_of(found.verb)]  # "gets $4m": better than nothing
    content = with_idiom(found, content)
    if is_capacity(figure, found):
        content.append(CAPACITY)
    if figure.quantity.unit == "count:person" and [one.pos_ for one in found.heads] == ["VERB"]:
        content.append("person")  # "six were killed"
    found.lemmas = list(dict.fromkeys(content))


def _settle_modifiers(figure: Figure, found: Attachment) -> None:
    if figure.sort in ("money", "percent", "measure") and not found.frame:
        after = [one for one in figure.noun.rights if one.dep_ in ("amod", "acl") and one.tag_ in ("JJ", "VBN")]
        found.modifiers.extend(lemma_of(one) for one in after if one not in found.heads)
    for head in found.heads:
        if head.pos_ == "NOUN":
            found.modifiers.extend(modifiers_of(head))
        elif head.pos_ != "PROPN":  # "30 people were seriously injured"
            found.modifiers.extend(one.lower_ for one in head.lefts if one.lower_ in wordlists.words("severity"))
    found.modifiers.extend(_severity_after(figure))
    own = {lemma_of(one) for one in figure.tokens if figure.sort != "count"}  # "kWh" narrows no battery of 58 kWh
    found.modifiers = [
        one for one in dict.fromkeys(found.modifiers) if one and one not in found.lemmas and one not in own
    ]


def _settle_holder(figure: Figure, found: Attachment, owners: dict[int, Figure]) -> None:
    holder = found.holder if found.holder is not None else _owner_by_noun(found, owners)
    if holder is None or holder.dep_ in ("npadvmod", "expl"):
        holder = _subject_before(figure, found, owners)
    if holder is not None and lemma_of(holder) in found.lemmas:
        holder = owner_of(holder)  # "its capacity is 300 MW"
    if holder is not None and (holder.ent_type_ in ("DATE", "TIME") or holder.lemma_ in _PERIODS):
        holder = None  # "for the first half the board expects"
    if holder is not None and (holder.pos_ in ("NUM", "ADJ", "DET") or not any(map(str.isalpha, holder.text))):
        holder = owner_of(holder)  # "one of the plants", "the second"
    if holder is not None and (holder.lemma_.lower(), "NOUN") in wordlists.tagged("modality", "modality"):
        whose = subject_of(clause_verb(holder)) if holder.dep_ in ("dobj", "pobj") else None
        is_view = holder.lemma_.lower() in outlook_nouns()
        holder = owner_of(holder) or whose or (None if is_view else holder)  # of a plan, whose plan it is
    if holder is not None and holder.i in owners and not found.how.startswith("modifies"):
        other = owners[holder.i]
        is_own = holder.head == found.verb and holder.dep_ == "nsubj" and other is not figure and other.sort == "count"
        holder = holder if is_own else None  # "six bodies were found, bringing the toll to 31": not the bodies' toll
    found.holder = holder


def _severity_after(figure: Figure) -> list[str]:
    """Return how badly, where it follows a part: "70 of them seriously"."""
    last = figure.tokens[-1].i
    return [
        one.lower_
        for one in figure.root.doc[last + 1 : last + 5]
        if one.lower_ in wordlists.words("severity") and one.nbor(-1).lower_ in ("them", "whom", "these", "those")
    ]


def _fill_empty_verb(found: Attachment, owners: dict[int, Figure]) -> None:
    """Add the object of a verb without a sense of its own: "took losses of $3 million", "the bill was put at"."""
    if found.lemmas or len(found.heads) != 1 or found.heads[0].lemma_.lower() not in wordlists.words("empty_verbs"):
        return
    verb = found.heads[0]
    objects = [one for one in verb.children if one.dep_ in ("dobj", "nsubjpass") and one.i not in owners]
    nouns = [one for one in objects if one.pos_ == "NOUN"]
    found.heads = sorted(nouns, key=lambda one: one.dep_)[:1] or found.heads


def _noun_before(figure: Figure, owners: dict[int, Figure]) -> list[Token]:
    """Return the noun that stands before "of", "was" or a colon right before a figure, whatever the parse says."""
    at = min(token.i for token in figure.tokens)
    doc = figure.root.doc
    links = 0
    for token in reversed(list(doc[max(0, at - 7) : at])):
        if token.pos_ == "NOUN" and links and token.i not in owners:
            return [token]
        if token.lower_ in _LINKS:
            links += 1
        elif token.idx + figure.offset < figure.quantity.start and token.pos_ not in ("ADV", "DET", "ADJ"):
            return []
    return []


def _subject_before(figure: Figure, found: Attachment, owners: dict[int, Figure]) -> Token | None:
    """Return the last subject before a figure whose clause says nothing of its own: "..., 72 km south of Lund"."""
    if not found.frame:
        return None
    speech = wordlists.table("speech", "lemma", "sense")
    for token in reversed(list(figure.root.doc[: figure.tokens[0].i])):
        is_subject = token.dep_ in ("nsubj", "nsubjpass") and token.pos_ in ("NOUN", "PROPN") and token.i not in owners
        if is_subject and token not in found.heads and token.head.lemma_.lower() not in speech:
            return token
    return None


def _owner_by_noun(found: Attachment, owners: dict[int, Figure]) -> Token | None:
    """Return who owns the attribute noun, or else who does what the clause says; of a plan, whose plan it is."""
    for head in found.heads:
        owner = owner_of(head) if head.pos_ in ("NOUN", "PROPN") else None
        if owner is not None and owner.i not in owners:  # "a quota of 40%" is not the 40%'s
            return owner
        with_it = head.head if head.dep_ == "pobj" and head.head.lower_ == "with" and head.head.i else None
        if with_it is not None and with_it.nbor(-1).pos_ in ("NOUN", "PROPN"):
            return with_it.nbor(-1)  # "plants with sales of $2 billion"
    subject = subject_of(found.verb) if found.verb is not None else None
    return subject if subject is not None and subject not in found.heads else None

"""Tie money, shares and measures to their attribute: of-phrase, pre-modifier, verb, subject or words of measure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.extract import wordlists
from checker.extract.clauses import clause_verb, is_relative, subject_of
from checker.extract.figures import is_length
from checker.extract.nouns import (
    BEFORE_NOUN,
    NOUNS,
    OBJECT,
    SUBJECT,
    event_classes,
    first_of_list,
    is_measure,
    measure_nouns,
    measured_nouns,
    owner_of,
    transparent_nouns,
    weight_of,
)
from checker.extract.passages import Attachment, Figure
from checker.extract.phrases import lemma_of, modifiers_of

if TYPE_CHECKING:
    from spacy.tokens import Token


def attach_measure(token: Token, figure: Figure, found: Attachment, owners: dict[int, Figure]) -> None:
    head, dep = token.head, token.dep_
    participle = next((one for one in figure.noun.rights if one.dep_ == "acl" and one.tag_ == "VBN"), None)
    if participle is not None and figure.sort == "money":  # "$3 billion committed by Acme"
        agents = [two for one in participle.children if one.dep_ == "agent" for two in one.children]
        found.heads, found.verb, found.how = [participle], participle, f"'{participle.text}' says of the figure"
        found.holder = next((one for one in agents if one.dep_ == "pobj"), None)
        return
    if dep in BEFORE_NOUN and head.i != token.i and head.pos_ in ("NOUN", "PROPN", "ADJ", "X"):
        if figure.sort != "money" or not _of_price(head, found):
            from_noun(head, found, "modifies")
    elif dep == "pobj":
        _from_preposition(token, figure, found, owners)
    elif dep in OBJECT or (dep in ("npadvmod", "advmod", "ccomp", "dep") and head.pos_ in ("VERB", "AUX")):
        from_verb(head, figure, found, owners)
    elif dep in ("attr", "acomp"):
        from_copula(head, found)
    elif dep in SUBJECT:
        _from_subject(head, figure, found)
    elif dep in ("npadvmod", "advmod") and head.pos_ in ("ADJ", "ADV", "ADP", "SCONJ"):
        _from_adverb(head, figure, found, owners)
    elif dep in ("appos", "conj", "parataxis") and head.pos_ in NOUNS and head.i not in owners:
        from_noun(head, found, "stands beside")
    elif dep in ("conj", "appos", "parataxis", "dep") and head.pos_ in ("VERB", "AUX"):
        from_verb(head, figure, found, owners)


def _of_price(noun: Token, found: Attachment) -> bool:
    """Read the price before a thing as its cost, before a deal as its value: "the $3bn dam", "a $2bn takeover"."""
    lemma = noun.lemma_.lower()
    is_deal = lemma in wordlists.words("deal_nouns")
    measure = "cost" if lemma in wordlists.words("built_things") else "value" if is_deal else ""
    if not measure or (noun.dep_ == "compound" and noun.head.i > noun.i and noun.head.pos_ == "NOUN"):
        return False
    found.lemmas, found.holder, found.how = [measure], noun, f"the price of the '{noun.text}'"
    return True


def from_noun(noun: Token, found: Attachment, how: str) -> None:
    """Take a noun as the attribute: "a 12% levy", "a depth of 8 km"."""
    if noun.lemma_.lower() in event_classes() and noun.i > 0:
        measure = [child for child in noun.lefts if child.lemma_.lower() in measure_nouns()]
        if measure:  # "a magnitude 5.8 quake": the magnitude is the quake's
            found.heads, found.holder = [measure[0]], noun
            found.how = f"{how} '{measure[0].text}' of '{noun.text}'"
            return
    is_before = noun.dep_ in ("compound", "nmod") and noun.head.pos_ in ("NOUN", "PROPN") and noun.head.i > noun.i
    if is_before and noun.head.pos_ == "NOUN" and not is_measure(noun) and noun.head.lemma_.lower() in measured_nouns():
        noun, is_before = noun.head, False  # "13% sales growth"
    if is_before:
        found.heads, found.holder = [noun], noun.head  # "a 5.8-magnitude quake"
        found.how = f"{how} '{noun.text}' of '{noun.head.text}'"
        return
    found.heads = [noun]
    found.modifiers.extend(modifiers_of(noun))
    if noun.lemma_.lower() in transparent_nouns():
        see_through(noun, found)
    found.how = found.how or f"{how} '{noun.text}'"


def see_through(noun: Token, found: Attachment) -> None:
    """Add what a bare "total" or "number" is of: "the total of loans"."""
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ == "of":
            found.heads.extend(one for one in child.children if one.dep_ == "pobj" and one.pos_ in NOUNS)


def _kind_of_money(figure: Figure) -> Token | None:
    """Return what a sum consists of where a preposition leads up to it: "with $14 million in loans"."""
    if figure.sort != "money":
        return None
    last = figure.tokens[-1]
    follows = last.i + 1 < len(last.doc) and last.nbor(1).lower_ == "in"
    kinds = [one for one in last.nbor(1).children if one.dep_ == "pobj"] if follows else []
    return kinds[0] if kinds and kinds[0].pos_ == "NOUN" and lemma_of(kinds[0]) in wordlists.words("sums_of") else None


def _each_of(noun: Token) -> Token:
    """Return what there is for each: "earnings per share of 30 cents" are earnings, and not a share."""
    per = noun.head if noun.dep_ == "pobj" and noun.head.lower_ == "per" else None
    above = per.head if per is not None else noun
    return above if above.pos_ in NOUNS and above.i < noun.i else noun


def _from_preposition(token: Token, figure: Figure, found: Attachment, owners: dict[int, Figure]) -> None:
    preposition = token.head
    governor = preposition.head
    steps = 0
    while governor.pos_ in ("ADP", "SCONJ") and governor.head.i != governor.i and steps < 4:
        governor, steps = governor.head, steps + 1
    each, governor = governor, _each_of(governor)
    if each is not governor and each.lemma_.lower() == "share" and figure.sort == "money":
        found.lemmas.append("eps")
    if (kind := _kind_of_money(figure)) is not None:
        found.heads, found.verb, found.how = [kind], clause_verb(governor), f"'in {kind.text}' after"
        found.holder = governor if governor.pos_ in NOUNS else subject_of(governor)
        return
    if governor.pos_ in ("NOUN", "PROPN") and governor.i not in owners:
        from_noun(governor, found, f"'{preposition.text}' after")
        if governor.lemma_.lower() in event_classes():  # "an earthquake of magnitude 5.8"
            found.holder = governor
    elif governor.pos_ in ("VERB", "AUX"):
        from_verb(governor, figure, found, owners)
    elif governor.pos_ in ("ADJ", "ADV"):
        _from_adverb(governor, figure, found, owners)
    elif governor.i in owners and owners[governor.i] is not figure:
        other = owners[governor.i]
        attach_measure(first_of_list(other.noun), other, found, owners)


def from_verb(verb: Token, figure: Figure, found: Attachment, owners: dict[int, Figure]) -> None:
    """Take verb, object or subject as the attribute, by what the verb says."""
    found.verb = verb
    if _from_measuring_verb(verb, figure, found):
        return
    sort = weight_of(verb)
    change = wordlists.tagged("roles", "role").get((verb.lemma_.lower(), "VERB"), "")
    is_object = figure.noun.dep_ in OBJECT or first_of_list(figure.noun).dep_ in OBJECT
    objects = [child for child in verb.children if child.dep_ in OBJECT and child.i not in owners]
    subject = subject_of(verb)
    if change and not (is_object and (figure.sort == "money" or phrase_nouns(figure, None))):
        things = [one for one in objects if not is_change(one)]  # "rose to 9%, an increase of 2 points"
        measured = things[:1] or ([subject] if subject is not None and subject.i not in owners else [])
        found.heads = [one for one in measured if one.pos_ in NOUNS and not is_relative(one)]
        found.how = f"'{verb.text}' measures it"
        if found.heads and found.heads[0] == subject and _is_named(subject, verb):
            found.heads, found.holder = [], subject  # "Cables & Racks declined by 13%": what of it, another clause says
            found.how = f"'{verb.text}' is said of '{subject.text}'"
        for one in found.heads:
            found.modifiers.extend(modifiers_of(one))
    elif sort.startswith("copula"):
        from_copula(verb, found)
    elif _is_given_as(figure, verb) and not objects and subject is not None and subject.pos_ == "NOUN":
        found.heads, found.how = [subject], f"'{verb.text} as' sets it"  # "income, first reported as $4m"
        found.modifiers.extend(modifiers_of(subject))
    elif sort == "put" and (objects or _is_passive(verb)):  # "the union puts the toll at 30", "was put at 30"
        found.heads = objects[:1] or ([subject] if subject is not None else [])
        found.how = f"'{verb.text}' sets it"
    elif sort == "have" or sort == "share":
        found.heads = phrase_nouns(figure, verb)
        found.holder = subject
        found.how = f"'{verb.text}' holds it"
    if not found.heads:
        nouns = phrase_nouns(figure, None) if figure.sort != "money" or is_object else []
        purpose = _purpose(verb, figure)
        found.heads = [*purpose, verb, *nouns[:1]] if sort != "have" else nouns[:1] or [verb]
        if not is_object and figure.sort in ("money", "measure", "time"):
            found.heads += [one for one in objects[:1] if one.pos_ == "NOUN" and not one.ent_type_]
        found.how = found.how or f"{first_of_list(figure.noun).dep_} of '{verb.text}'"
    if found.holder is None and not (subject is not None and subject in found.heads):
        found.holder = subject


def _from_measuring_verb(verb: Token, figure: Figure, found: Attachment) -> bool:
    """Take the attribute from a verb that measures by itself; tell whether it does."""
    lemma = verb.lemma_.lower()
    if wordlists.table("measures", "word", "sort").get(lemma) == "verb" and figure.sort in ("measure", "time"):
        found.lemmas, found.holder = [wordlists.table("measures", "word", "attribute")[lemma]], subject_of(verb)
        found.how = f"'{verb.text}' measures it"  # "the bridge weighs 9,000 tonnes"
        return True
    if figure.sort != "time":
        return False
    event = _lasts(figure, verb) if lemma in wordlists.words("lasting_verbs") else None
    how = _spent(figure) if lemma == "spend" else None
    if event is not None:
        found.lemmas, found.holder, found.how = ["duration"], event, f"'{verb.text} for' says how long"
    elif how is not None:
        found.heads, found.holder, found.how = [how], subject_of(verb), f"time spent '{how.text}'"
    return event is not None or how is not None


def is_change(noun: Token) -> bool:
    """Tell whether a noun names a change: "an increase"."""
    return wordlists.tagged("roles", "role").get((noun.lemma_.lower(), "NOUN")) == "change"


def _is_given_as(figure: Figure, verb: Token) -> bool:
    """Tell whether a verb of saying gives a figure as a value: "reported as $4m"."""
    above = first_of_list(figure.noun).head
    says = verb.lemma_.lower() in wordlists.table("speech", "lemma", "sense") or weight_of(verb) in ("have", "put")
    return says and above.lower_ == "as" and above.head == verb


def _is_named(noun: Token, verb: Token) -> bool:
    """Tell a name from a measure in title case: "Tarn fell 3%", "Profit Falls 3%"."""
    known = wordlists.words("period_measures") | wordlists.words("measured_nouns")
    is_titled = verb.is_title and noun.doc[-1].is_title
    return noun.pos_ == "PROPN" and not is_titled and noun.lemma_.lower().removesuffix("s") not in known


def _lasts(figure: Figure, verb: Token) -> Token | None:
    """Return the event that went on for a time: "the tremor shook homes for 20 seconds"; None where none did."""
    host = first_of_list(figure.noun)
    subject = subject_of(verb)
    is_for = host.dep_ == "pobj" and host.head.lower_ == "for" and host.head.head == verb
    return subject if is_for and subject is not None and subject.lemma_.lower() in event_classes() else None


def _spent(figure: Figure) -> Token | None:
    """Return how or at what a time was spent: "41 days adrift", "six weeks rebuilding the pier"."""
    last = figure.tokens[-1]
    after = last.nbor(1) if last.i + 1 < len(last.doc) else None
    return after if after is not None and (after.pos_ in ("ADJ", "ADV") or after.tag_ in ("VBG", "VBN")) else None


def _is_passive(verb: Token) -> bool:
    return any(child.dep_ == "nsubjpass" for child in verb.children)


def _purpose(verb: Token, figure: Figure) -> list[Token]:
    """Return what money is paid for: "paid $5m to acquire Arvo", "spent $5m buying Arvo"."""
    if figure.sort != "money" or verb.lemma_.lower() not in ("pay", "spend", "invest", "use"):
        return []
    after = [*verb.rights, *figure.noun.rights]
    clauses = [one for one in after if one.dep_ in ("advcl", "xcomp", "acl") and one.tag_ in ("VB", "VBG")]
    said = [one for one in clauses if any(two.dep_ == "dobj" for two in one.children)]
    near = [one for one in said if 0 < one.i - figure.tokens[-1].i <= 3]
    return near[:1]


def phrase_nouns(figure: Figure, verb: Token | None) -> list[Token]:
    """Return the nouns of the of-phrase or in-phrase that follows a figure: "$3 billion of loans", "in debt"."""
    nouns: list[Token] = []
    hosts = [*figure.tokens, *figure.noun.conjuncts, *([verb] if verb is not None else [])]
    for host in hosts:
        for child in host.rights:
            is_near = child.i > figure.root.i or child.lower_ == "of"
            if child.dep_ == "prep" and child.lower_ in ("of", "in", "for", "as") and is_near:
                nouns.extend(one for one in child.children if one.dep_ == "pobj" and _is_thing(one))
    return _sole_noun_after(figure) or nouns[:2]


def _is_thing(token: Token) -> bool:
    return token.pos_ == "NOUN" or (token.pos_ == "PROPN" and not token.ent_type_)


def _sole_noun_after(figure: Figure) -> list[Token]:
    """Return the whole of a fraction that stands without "of": "a quarter the power"."""
    last = figure.tokens[-1]
    if figure.sort != "ratio" or last.i + 1 >= len(last.doc) or last.nbor(1).lower_ not in ("the", "its", "their"):
        return []
    head = last.nbor(1).head
    return [head] if head.pos_ == "NOUN" and head.i > last.i else []


def from_copula(verb: Token, found: Attachment) -> None:
    """Take the subject of "is" as the attribute: "the tariff is 12%"."""
    found.verb = verb
    subject = subject_of(verb)
    if subject is None:
        return
    found.heads, found.how = [subject], f"subject of '{verb.text}'"
    found.modifiers.extend(modifiers_of(subject))
    if subject.lemma_.lower() in transparent_nouns():
        see_through(subject, found)


def _from_subject(verb: Token, figure: Figure, found: Attachment) -> None:
    """Read a figure that is itself the subject: "60% of exports are fruit", "$3 billion was raised"."""
    found.verb = verb
    nouns = phrase_nouns(figure, None)
    complements = [child for child in verb.children if child.dep_ in ("attr", "acomp", "dobj", "oprd")]
    if weight_of(verb).startswith("copula"):
        found.heads = [*complements[:1], *nouns[:1]]
    else:
        found.heads = [verb, *nouns[:1]]
    found.heads = found.heads or [verb]
    found.how = f"subject of '{verb.text}'"
    found.holder = owner_of(nouns[0]) if nouns else None


def _from_adverb(word: Token, figure: Figure, found: Attachment, owners: dict[int, Figure]) -> None:
    """Read "88 m tall", "20 km south of", "up 3%", "equal to 5%"."""
    key = word.lemma_.lower() if word.tag_ in ("JJR", "RBR") else word.lower_
    measure = wordlists.table("measures", "word", "attribute").get(key, "")
    sort = wordlists.table("measures", "word", "sort").get(key, "")
    is_after = word.i > figure.root.i  # "12 km longer than", and not "longer than 12 km"
    found.role = "change" if word.tag_ in ("JJR", "RBR") and is_after else ""
    if measure in ("height", "depth") and found.role and not is_length(figure.quantity.unit):
        measure = ""  # "prices were 4% higher"
    if measure == "length" and figure.sort == "time":
        measure = "duration"  # "longer than 15 minutes"
    verb = clause_verb(word)
    if measure and sort in ("adjective", "adverb", "direction", "below"):
        found.lemmas, found.how = [measure], f"'{word.text}' after the figure"
        found.verb = verb
        host = word.head if word.dep_ in ("amod", "advmod", "npadvmod") and word.head.pos_ in NOUNS else None
        found.holder = host if host is not None else (subject_of(verb) if verb is not None else None)
        return
    if verb is not None:
        from_verb(verb, figure, found, owners)
        if word.tag_ == "JJ" and word.dep_ == "acomp" and found.heads[:1] != [word]:
            found.heads.insert(0, word)

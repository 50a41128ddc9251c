"""Tie a figure to what it measures, through the dependency parse.

    "killed six people"            -> kill, person       verb and counted noun
    "invested $3bn in plants"      -> invest             for money the noun head says nothing
    "a tariff of 20%", "20% levy"  -> tariff, levy       of-phrase and pre-modifier
    "rose to 20%"                  -> the subject        a verb of change measures its subject
    "88 m tall", "20 km south of"  -> height, distance   the words of measure are data

What it refuses: to name the holder (subject) beyond the token; `entities` turns that into a name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.extract import wordlists
from checker.extract.clauses import ancestors, clause_verb, is_relative, subject_of
from checker.extract.frames import find_frame
from checker.extract.passages import Attachment, Figure, Sentence
from checker.extract.phrases import lemma_of, modifiers_of, scope_phrases

if TYPE_CHECKING:
    from spacy.tokens import Token

_PRE = frozenset({"nummod", "amod", "compound", "nmod", "quantmod", "poss", "det", "predet"})
_SUBJECT = frozenset({"nsubj", "nsubjpass", "csubj"})
_OBJECT = frozenset({"dobj", "obj", "dative", "oprd", "iobj"})
_NOUNS = frozenset({"NOUN", "PROPN", "PRON"})
_STATES = frozenset({"dead", "missing", "injured", "wounded", "alive", "homeless", "hurt", "displaced", "sick", "ill"})


def attach(figure: Figure, owners: dict[int, Figure], sentence: Sentence) -> Attachment:
    """Return what the parse ties to a figure.

    Args:
        owners: token number -> the figure that covers it, for all figures of the sentence.
    """
    found = Attachment()
    token = _first_of_list(figure.noun)
    if _restates(token, figure, owners):
        return attach(owners[token.head.i], owners, sentence)
    frame = find_frame(figure, sentence)
    if figure.sort == "count":
        _attach_count(token, figure, found, owners)
    else:
        _attach_measure(token, figure, found, owners)
    if frame:
        found.lemmas, found.heads, found.frame, found.how = [frame.attribute], [], frame.attribute, frame.how
        found.modifiers = list(frame.modifiers)
        if frame.attribute == "magnitude":
            found.holder = _event_beside(figure) or found.holder
    _finish(token, figure, found, owners, sentence)
    return found


def _first_of_list(token: Token) -> Token:
    """Return the first member of a coordination: "$3 billion and $6 billion of loans" share their verb."""
    seen = 0
    while token.dep_ == "conj" and token.head.pos_ in ("NOUN", "PROPN", "NUM", "SYM") and seen < 20:
        token, seen = token.head, seen + 1
    return token


def _restates(token: Token, figure: Figure, owners: dict[int, Figure]) -> bool:
    """Tell whether a figure stands beside another that it converts: "34 miles (55 km)"."""
    other = owners.get(token.head.i)
    if token.dep_ not in ("appos", "parataxis", "npadvmod", "nummod") or other is None or other is figure:
        return False
    gap = token.doc[other.tokens[-1].i + 1 : figure.tokens[0].i] if figure.tokens[0].i > other.tokens[-1].i else ()
    return 0 < len(gap) <= 3 and gap[0].text in ("(", "/", "[") and other.sort == figure.sort


def _event_beside(figure: Figure) -> Token | None:
    """Return the event noun that a magnitude belongs to: after it, above it, or the subject of its clause."""
    doc, last = figure.root.doc, figure.tokens[-1].i
    near = [*doc[last : last + 6], *ancestors(figure.noun), figure.noun]
    for token in near:
        if token.pos_ in ("NOUN", "PROPN") and token.lemma_.lower() in _events():
            return token
    subject = subject_of(clause_verb(figure.noun))
    return subject if subject is not None and subject.lemma_.lower() in _events() else None


# --- money, percent, measures -------------------------------------------------------------------------------


def _attach_measure(token: Token, figure: Figure, found: Attachment, owners: dict[int, Figure]) -> None:
    head, dep = token.head, token.dep_
    participle = next((one for one in figure.noun.rights if one.dep_ == "acl" and one.tag_ == "VBN"), None)
    if participle is not None and figure.sort == "money":  # "$3 billion committed by Acme"
        agents = [two for one in participle.children if one.dep_ == "agent" for two in one.children]
        found.heads, found.verb, found.how = [participle], participle, f"'{participle.text}' says of the figure"
        found.holder = next((one for one in agents if one.dep_ == "pobj"), None)
        return
    if dep in _PRE and head.i != token.i and head.pos_ in ("NOUN", "PROPN", "ADJ", "X"):
        _from_noun(head, found, "modifies")
    elif dep == "pobj":
        _from_preposition(token, figure, found, owners)
    elif dep in _OBJECT or dep in ("npadvmod", "advmod", "ccomp", "dep") and head.pos_ in ("VERB", "AUX"):
        _from_verb(head, figure, found, owners)
    elif dep in ("attr", "acomp"):
        _from_copula(head, found)
    elif dep in _SUBJECT:
        _from_subject(head, figure, found)
    elif dep in ("npadvmod", "advmod") and head.pos_ in ("ADJ", "ADV", "ADP", "SCONJ"):
        _from_adverb(head, figure, found, owners)
    elif dep in ("appos", "conj", "parataxis") and head.pos_ in _NOUNS and head.i not in owners:
        _from_noun(head, found, "stands beside")
    elif dep in ("conj", "appos", "parataxis", "dep") and head.pos_ in ("VERB", "AUX"):
        _from_verb(head, figure, found, owners)


def _from_noun(noun: Token, found: Attachment, how: str) -> None:
    """Take a noun as the attribute: "a 12% levy", "a depth of 8 km"."""
    if noun.lemma_.lower() in _events() and noun.i > 0:
        measure = [child for child in noun.lefts if child.lemma_.lower() in _measure_nouns()]
        if measure:  # "a magnitude 5.8 quake": the magnitude is the quake's
            found.heads, found.holder = [measure[0]], noun
            found.how = f"{how} '{measure[0].text}' of '{noun.text}'"
            return
    if noun.dep_ in ("compound", "nmod") and noun.head.pos_ in ("NOUN", "PROPN") and noun.head.i > noun.i:
        found.heads, found.holder = [noun], noun.head  # "a 5.8-magnitude quake"
        found.how = f"{how} '{noun.text}' of '{noun.head.text}'"
        return
    found.heads = [noun]
    found.modifiers.extend(modifiers_of(noun))
    if noun.lemma_.lower() in _transparent():
        _see_through(noun, found)
    found.how = found.how or f"{how} '{noun.text}'"


def _see_through(noun: Token, found: Attachment) -> None:
    """Add what a bare "total" or "number" is of: "the total of loans"."""
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ == "of":
            found.heads.extend(one for one in child.children if one.dep_ == "pobj" and one.pos_ in _NOUNS)


def _from_preposition(token: Token, figure: Figure, found: Attachment, owners: dict[int, Figure]) -> None:
    preposition = token.head
    governor = preposition.head
    steps = 0
    while governor.pos_ in ("ADP", "SCONJ") and governor.head.i != governor.i and steps < 4:
        governor, steps = governor.head, steps + 1
    if governor.pos_ in ("NOUN", "PROPN") and governor.i not in owners:
        _from_noun(governor, found, f"'{preposition.text}' after")
        if governor.lemma_.lower() in _events():  # "an earthquake of magnitude 5.8"
            found.holder = governor
    elif governor.pos_ in ("VERB", "AUX"):
        _from_verb(governor, figure, found, owners)
    elif governor.pos_ in ("ADJ", "ADV"):
        _from_adverb(governor, figure, found, owners)
    elif governor.i in owners and owners[governor.i] is not figure:
        other = owners[governor.i]
        _attach_measure(_first_of_list(other.noun), other, found, owners)


def _from_verb(verb: Token, figure: Figure, found: Attachment, owners: dict[int, Figure]) -> None:
    """Take verb, object or subject as the attribute, by what the verb says."""
    found.verb = verb
    sort = _weight(verb)
    change = wordlists.tagged("roles", "role").get((verb.lemma_.lower(), "VERB"), "")
    is_object = figure.noun.dep_ in _OBJECT or _first_of_list(figure.noun).dep_ in _OBJECT
    objects = [child for child in verb.children if child.dep_ in _OBJECT and child.i not in owners]
    subject = subject_of(verb)
    if change and not (is_object and figure.sort == "money"):
        measured = objects[:1] or ([subject] if subject is not None and subject.i not in owners else [])
        found.heads = [one for one in measured if one.pos_ in _NOUNS and not is_relative(one)]
        found.how = f"'{verb.text}' measures it"
        for one in found.heads:
            found.modifiers.extend(modifiers_of(one))
    elif sort.startswith("copula"):
        _from_copula(verb, found)
    elif sort == "have" or sort == "share":
        found.heads = _phrase_nouns(figure, verb)
        found.holder = subject
        found.how = f"'{verb.text}' holds it"
    if not found.heads:
        nouns = _phrase_nouns(figure, None) if figure.sort != "money" or is_object else []
        found.heads = [verb, *nouns[:1]] if sort != "have" else nouns[:1] or [verb]
        found.heads += objects[:1] if not is_object and figure.sort in ("money", "measure", "time") else []
        found.how = found.how or f"{_first_of_list(figure.noun).dep_} of '{verb.text}'"
    if found.holder is None and not (subject is not None and subject in found.heads):
        found.holder = subject


def _phrase_nouns(figure: Figure, verb: Token | None) -> list[Token]:
    """Return the nouns of the of-phrase or in-phrase that follows a figure: "$3 billion of loans", "in debt"."""
    nouns: list[Token] = []
    hosts = [*figure.tokens, *figure.noun.conjuncts, *([verb] if verb is not None else [])]
    for host in hosts:
        for child in host.rights:
            if child.dep_ == "prep" and child.lower_ in ("of", "in", "for", "as") and child.i > figure.root.i:
                nouns.extend(one for one in child.children if one.dep_ == "pobj" and one.pos_ == "NOUN")
    return nouns[:2]


def _from_copula(verb: Token, found: Attachment) -> None:
    """Take the subject of "is" as the attribute: "the tariff is 12%"."""
    found.verb = verb
    subject = subject_of(verb)
    if subject is None:
        return
    found.heads, found.how = [subject], f"subject of '{verb.text}'"
    found.modifiers.extend(modifiers_of(subject))
    if subject.lemma_.lower() in _transparent():
        _see_through(subject, found)


def _from_subject(verb: Token, figure: Figure, found: Attachment) -> None:
    """Read a figure that is itself the subject: "60% of exports are fruit", "$3 billion was raised"."""
    found.verb = verb
    nouns = _phrase_nouns(figure, None)
    complements = [child for child in verb.children if child.dep_ in ("attr", "acomp", "dobj", "oprd")]
    if _weight(verb).startswith("copula"):
        found.heads = [*complements[:1], *nouns[:1]]
    else:
        found.heads = [verb, *nouns[:1]]
    found.heads = found.heads or [verb]
    found.how = f"subject of '{verb.text}'"
    found.holder = _owner_of(nouns[0]) if nouns else None


def _from_adverb(word: Token, figure: Figure, found: Attachment, owners: dict[int, Figure]) -> None:
    """Read "88 m tall", "20 km south of", "up 3%", "equal to 5%"."""
    measure = wordlists.table("measures", "word", "attribute").get(word.lower_, "")
    sort = wordlists.table("measures", "word", "sort").get(word.lower_, "")
    verb = clause_verb(word)
    if measure and sort in ("adjective", "adverb", "direction", "below"):
        found.lemmas, found.how = [measure], f"'{word.text}' after the figure"
        found.verb = verb
        host = word.head if word.dep_ in ("amod", "advmod", "npadvmod") and word.head.pos_ in _NOUNS else None
        found.holder = host if host is not None else (subject_of(verb) if verb is not None else None)
        return
    if verb is not None:
        _from_verb(verb, figure, found, owners)
        if word.pos_ == "ADJ" and word.dep_ == "acomp" and found.heads[:1] != [word]:
            found.heads.insert(0, word)


# --- counts -------------------------------------------------------------------------------------------------


def _attach_count(token: Token, figure: Figure, found: Attachment, owners: dict[int, Figure]) -> None:
    noun, head, dep = figure.noun, token.head, token.dep_
    is_noun = noun.pos_ in ("NOUN", "PROPN", "ADJ", "X")
    own = [noun] if is_noun and noun.lemma_.lower() not in ("other", "more", "less") else []
    found.modifiers.extend(modifiers_of(noun) if own else [])
    state = _state_after(figure)
    participle = next((one for one in noun.rights if one.dep_ == "acl" and one.tag_ in ("VBN", "VBD")), None)
    if dep in ("attr", "acomp") and own and (subject := subject_of(head)) is not None and _is_measure(subject):
        _from_copula(head, found)  # "the toll was 12 people"
        found.heads.extend(own)
    elif participle is not None and participle.i > noun.i:
        found.heads, found.verb, found.how = [participle, *own], participle, f"'{participle.text}' says of '{noun.text}'"
    elif state is not None:
        found.heads, found.verb = [state, *(one for one in own if one != state)], clause_verb(token)
        found.how = f"state '{state.text}'"
    elif dep in _PRE and head.pos_ in _NOUNS and own:
        found.heads, found.holder, found.how = own, head, f"modifies '{head.text}'"  # "a 300-employee firm"
    elif dep in (*_OBJECT, *_SUBJECT, "attr", "acomp", "npadvmod") and head.pos_ in ("VERB", "AUX", "ADJ"):
        _count_with_verb(head, own, found, dep)
    elif dep == "pobj":
        _count_in_phrase(token, figure, own, found, owners)
    else:
        found.heads, found.how = own, "stands alone" if own else ""
        found.verb = clause_verb(token)


def _count_with_verb(verb: Token, own: list[Token], found: Attachment, dep: str) -> None:
    sort = _weight(verb)
    found.verb = verb if verb.pos_ in ("VERB", "AUX") else clause_verb(verb)
    complements = [child for child in verb.children if child.dep_ in ("acomp", "oprd", "attr") and child not in own]
    found.how = f"{dep} of '{verb.text}'"
    if dep in _SUBJECT and complements:  # "four people are missing", "five were confirmed dead"
        found.heads = [complements[0], *own]
        return
    if sort.startswith("copula") and dep not in _SUBJECT and (subject := subject_of(verb)) is not None:
        if _is_measure(subject) or not own:
            _from_copula(verb, found)
            return
    found.heads = own if sort and own else [verb, *own]
    if dep not in _SUBJECT:
        found.holder = subject_of(verb)


def _count_in_phrase(
    token: Token, figure: Figure, own: list[Token], found: Attachment, owners: dict[int, Figure]
) -> None:
    """Read "a town of 5,000 people", "a toll of 12", "with 80 employees", "rose to 31"."""
    preposition, governor = token.head, token.head.head
    if governor.pos_ in ("NOUN", "PROPN") and governor.i not in owners:
        if _is_measure(governor) or not own:
            _from_noun(governor, found, f"'{preposition.text}' after")
            found.heads.extend(own)
            return
        found.heads, found.how = own, f"'{preposition.text}' phrase of '{governor.text}'"
        found.holder = governor if preposition.lower_ in ("of", "with") else None
        found.verb = clause_verb(governor)
        return
    verb = clause_verb(governor)
    if verb is not None and (not own or preposition.lower_ in ("to", "from", "at", "by")):
        _from_verb(verb, figure, found, owners)
        found.heads.extend(one for one in own if one not in found.heads)
        return
    found.heads, found.verb, found.how = own, verb, f"'{preposition.text}' phrase"
    if verb is not None:
        found.holder = subject_of(verb)


def _state_after(figure: Figure) -> Token | None:
    """Return the state that is said of a count: "14 dead", "people dead", "three others missing"."""
    last = figure.noun if figure.noun.i >= figure.tokens[-1].i else figure.tokens[-1]
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


# --- what all share -----------------------------------------------------------------------------------------


def _finish(
    token: Token, figure: Figure, found: Attachment, owners: dict[int, Figure], sentence: Sentence
) -> None:
    if found.verb is None:
        found.verb = clause_verb(token)
    lemmas = [*found.lemmas, *(lemma_of(head) for head in found.heads)]
    stop = wordlists.words("stop_words")
    content = [lemma for lemma in lemmas if lemma and lemma not in stop]
    if figure.sort in ("money", "percent", "measure") and not found.frame:
        after = [one for one in figure.noun.rights if one.dep_ in ("amod", "acl") and one.tag_ in ("JJ", "VBN")]
        found.modifiers.extend(lemma_of(one) for one in after if one not in found.heads)
    found.lemmas = list(dict.fromkeys(content or lemmas))
    found.modifiers = [one for one in dict.fromkeys(found.modifiers) if one not in found.lemmas]
    hosts = [figure.noun, *figure.tokens, *found.heads]
    if found.verb is not None and found.verb not in hosts:
        hosts.append(found.verb)
    found.scope = scope_phrases(hosts, owners, sentence, figure)
    if found.holder is None:
        found.holder = _owner_by_noun(found)
    if found.holder is None or found.holder.dep_ in ("npadvmod", "expl"):
        found.holder = _subject_before(figure, found, owners)
    if found.holder is not None and (found.holder.lemma_.lower(), "NOUN") in wordlists.tagged("modality", "modality"):
        found.holder = _owner_of(found.holder) or found.holder
    if found.holder is not None and found.holder.i in owners and not found.how.startswith("modifies"):
        found.holder = None  # "six bodies were found, bringing the toll to 31": the toll is not the bodies'


def _subject_before(figure: Figure, found: Attachment, owners: dict[int, Figure]) -> Token | None:
    """Return the last subject before a figure whose clause says nothing of its own: "..., 72 km south of Lund"."""
    speech = wordlists.table("speech", "lemma", "sense")
    for token in reversed(list(figure.root.doc[: figure.tokens[0].i])):
        if token.dep_ in ("nsubj", "nsubjpass") and token.pos_ in ("NOUN", "PROPN") and token.i not in owners:
            if token not in found.heads and token.head.lemma_.lower() not in speech:
                return token if found.frame else None
    return None


def _owner_by_noun(found: Attachment) -> Token | None:
    """Return who owns the attribute noun, or else who does what the clause says; of a plan, whose plan it is."""
    for head in found.heads:
        if head.pos_ in ("NOUN", "PROPN") and (owner := _owner_of(head)) is not None:
            return owner
    subject = subject_of(found.verb) if found.verb is not None else None
    return subject if subject is not None and subject not in found.heads else None


def _owner_of(noun: Token) -> Token | None:
    """Return the possessor of a noun: "the island's exports", "the population of Peru", "Acme revenue"."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child
    for child in noun.rights:
        if child.dep_ == "prep" and child.lower_ == "of":
            for one in child.children:
                if one.dep_ == "pobj" and one.pos_ in _NOUNS:
                    return one
    for child in noun.lefts:
        if child.dep_ in ("compound", "nmod") and child.pos_ == "PROPN" and child.ent_type_ in ("ORG", "GPE", "PRODUCT"):
            return child
    return None


def _weight(verb: Token) -> str:
    """Return what sort of empty verb this is: copula, have, share; "" for one that says something."""
    sort = wordlists.table("light_verbs", "lemma", "sort").get(verb.lemma_.lower(), "")
    if sort == "copula_up" and not any(child.lower_ == "up" for child in verb.children):
        return ""  # "makes 50%" is no "makes up 50%"
    return sort


def _is_measure(noun: Token) -> bool:
    return noun.lemma_.lower() in _measure_nouns() or noun.lemma_.lower() in _transparent()


def _events() -> dict[str, str]:
    return wordlists.table("event_nouns", "noun", "class")  # type: ignore[return-value]


def _measure_nouns() -> frozenset[str]:
    return frozenset(row["word"] for row in wordlists.rows("measures") if row["sort"] == "noun")


def _transparent() -> frozenset[str]:
    return frozenset(row["word"] for row in wordlists.rows("measures") if row["sort"] == "transparent")

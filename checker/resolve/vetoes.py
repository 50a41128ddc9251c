"""What keeps two facts from ever answering one question, whatever else speaks for it.

A veto has a reason of `DESIGN.md` section 2: period, scope, role, modality, dimension, currency, subject. It is an
outcome that can be inspected and is counted, never a finding.
"""

from __future__ import annotations

from checker.records import Fact
from checker.resolve.attributes import are_opposed
from checker.resolve.comparisons import is_labelled
from checker.resolve.happenings import FURTHEST_DAYS, days_between
from checker.resolve.lexicons import pairs_of, words_of
from checker.resolve.prepared import Prepared, prepare
from checker.resolve.rows import are_other_rows

_STATES = frozenset({"level", "to", "from"})  # "raised from 40 to 60": both are values of the thing itself
_SHARES = frozenset({"level", "to", "from", "share"})  # "60% of exports": whether a share is a level is one reading


def find_veto(first: Fact, second: Fact) -> tuple[str, str]:
    """Return the reason why two facts are not comparable and its words, or two empty strings."""
    a, b = prepare(first), prepare(second)
    for veto in (_dimension, _same_sentence, _role, _modality, _period, _transaction, _event, _part, _scope):
        reason, detail = veto(a, b)
        if reason:
            return reason, detail
    return "", ""


def _dimension(a: Prepared, b: Prepared) -> tuple[str, str]:
    one, other = a.measurement, b.measurement
    is_money = one.dimension.startswith("currency:") and other.dimension.startswith("currency:")
    if is_money and 0 in (one.nominal, other.nominal):
        return "", ""  # nothing is nothing in any currency
    if one.dimension != other.dimension:
        return ("currency" if is_money else "dimension"), f"{one.unit}, {other.unit}"
    if one.dimension == "clock" and (a.pair == b.id or b.pair == a.id):
        return "", ""  # "15:15 local time (09:45 GMT)"
    if one.dimension == "clock" and ":" in one.unit and ":" in other.unit and one.unit != other.unit:
        return "dimension", f"{one.unit}, {other.unit}"  # of what zone the local time is nobody says
    are_two = a.noun and b.noun and a.noun != b.noun and not _are_same_people(a, b)
    if are_two and not (a.noun in b.all_words and b.noun in a.all_words):
        return "dimension", f"{a.noun}, {b.noun}"  # "22 crew members" and "24 members of the crew" do meet
    if one.kind != other.kind and not (a.noun or b.noun) and not _is_slip(a, b):
        return "dimension", f"{one.kind}, {other.kind}"
    return "", ""


def _are_same_people(a: Prepared, b: Prepared) -> bool:
    """Whether two nouns count one set of people: with one value any nouns do, else nouns for anybody under one toll."""
    nouns = {a.noun, b.noun}
    if a.measurement.nominal == b.measurement.nominal:
        return nouns <= words_of("people_nouns")
    is_toll = bool(a.tolls) and a.tolls == b.tolls and not a.modifier_set ^ b.modifier_set
    return is_toll and nouns <= words_of("anybody")


def _are_kin(a: Prepared, b: Prepared) -> bool:
    """Whether two measures can be one under two names: the height of a peak, its elevation."""
    kin = pairs_of("measure_kin")
    return any((x, y) in kin or (y, x) in kin for x in a.measures for y in b.measures)


def _is_slip(a: Prepared, b: Prepared) -> bool:
    """Whether two kinds are commonly mistaken for one another: a change in percent and one in percentage points."""
    kinds = {a.measurement.kind, b.measurement.kind}
    return kinds == {"share", "percentage_point"} and a.role == b.role == "change"


def _same_sentence(a: Prepared, b: Prepared) -> tuple[str, str]:
    """Two figures of one sentence answer two questions, unless one restates the other in another unit."""
    if a.document != b.document or a.block != b.block or a.sentence != b.sentence:
        if a.sentence == b.sentence and a.ordinal != b.ordinal and not _are_steps(a, b):
            return "scope", "other figures of one sentence"
        return "", ""
    if a.pair == b.id or b.pair == a.id or are_moved(a, b):
        return "", ""
    return "scope", "two figures of one sentence"


def are_moved(a: Fact, b: Fact) -> bool:
    """Whether one sentence gives the former and the new value of one thing: "raised from 8 to 11"."""
    is_one = (a.document, a.block, a.sentence) == (b.document, b.block, b.sentence)
    return is_one and _are_steps(a, b)


def _are_steps(a: Fact, b: Fact) -> bool:
    return {a.role, b.role} in ({"from", "to"}, {"from", "level"}) and a.attribute == b.attribute


def _role(a: Prepared, b: Prepared) -> tuple[str, str]:
    allowed = _SHARES if a.measurement.dimension == "share" else _STATES
    if a.measurement.unit.count("/") and b.measurement.unit.count("/"):  # "742 m³/s" is a rate and a level alike
        allowed = allowed | {"rate"}
    if a.is_count and a.per and a.per == b.per:  # "7 mirrors per store": so many for each, stated or allowed
        allowed = allowed | {"rate"}
    if a.role == b.role or (a.role in allowed and b.role in allowed):
        return "", ""
    if "share" in (a.role, b.role) and a.measurement.nominal == b.measurement.nominal:
        return "", ""  # what is a part of one figure may be all of another: they can agree, and cannot conflict
    return "role", f"{a.role}, {b.role}"


def _modality(a: Prepared, b: Prepared) -> tuple[str, str]:
    """A goal never meets the actual value, a proposal never what was agreed; a denial meets what it denies.

    One figure in two texts, here as planned and there as done, can agree: `is_alike` keeps it from any conflict.
    """
    if a.modality == b.modality or a.polarity != b.polarity:
        return "", ""
    if a.document != b.document and a.measurement.nominal == b.measurement.nominal:
        return "", ""
    return "modality", f"{a.modality}, {b.modality}"


def _period(a: Prepared, b: Prepared) -> tuple[str, str]:
    return ("period", f"{a.as_of_label}, {b.as_of_label}") if _are_of_two_times(a, b) else ("", "")


def _are_of_two_times(a: Prepared, b: Prepared) -> bool:
    one, other = a.as_of, b.as_of
    is_cumulative = a.temporal_class == "cumulative" or b.temporal_class == "cumulative"
    if one.source != "document" and other.source != "document" and (one.low, one.high) != (other.low, other.high):
        apart = one.high < other.low or other.high < one.low
        if apart and (a.document == b.document or "flow" in (a.temporal_class, b.temporal_class)):
            return True
        are_flows = a.temporal_class == b.temporal_class == "flow"  # the quarter lies in the year, and is not the year
        are_parts = not apart and "constant" not in (a.temporal_class, b.temporal_class)
        if (are_flows or are_parts) and _is_long(a) and _is_long(b):
            return True  # 2.4 million in the year, 610,000 in its last quarter
        if is_cumulative and apart and one.high[:4] != other.high[:4]:
            return True  # the victims of one year, and of another
    if is_cumulative and (_is_of_other_year(a, b) or _is_of_other_year(b, a)):
        return True
    return is_cumulative and _counts_since(a) != _counts_since(b)  # "9 deaths since 3 May" are not all deaths


def _is_of_other_year(past: Prepared, own: Prepared) -> bool:
    """Whether a count is told of a year before that of the event which the other counts for: "in 1981 a ferry sank"."""
    is_past = past.as_of.source != "document" and past.as_of.high[:4] < past.document_date[:4]
    is_own = own.as_of.source == "document" and bool(own.event_day)
    return is_past and is_own and past.as_of.high[:4] < own.event_day[:4]


_PART_OF_YEAR_DAYS = range(20, 200)  # months, quarters and halves


def is_of_part_of_year(fact: Fact) -> bool:
    """Whether a figure is of a month, quarter or half that its text names: no later one supersedes it."""
    time = fact.as_of
    is_whole = time.source != "document" and len(time.low) == len(time.high) == 10
    return is_whole and days_between(time.low, time.high) in _PART_OF_YEAR_DAYS


TWO_PLANS_DAYS = 400  # between them lies another deal
TWO_DEALS_DAYS = 45  # between them lies another round of funding, and no late report of one


def _transaction(a: Prepared, b: Prepared) -> tuple[str, str]:
    """Two sums that were raised or paid weeks apart are two deals, unless each is a total; one sum may be one deal."""
    deals = words_of("transactions")
    if not (a.keys & deals and b.keys & deals) or a.modality != b.modality:
        return "", ""
    if a.modality != "asserted":  # what is offered or planned may be raised for months, and not for years
        is_other = _apart_days(a, b) > TWO_PLANS_DAYS and a.measurement.nominal != b.measurement.nominal
        return ("period", f"{a.as_of_label}, {b.as_of_label}") if is_other else ("", "")
    if a.measurement.nominal == b.measurement.nominal or ("total" in a.modifiers and "total" in b.modifiers):
        return "", ""
    if bool({"total"} & {*a.modifiers}) != bool({"total"} & {*b.modifiers}):
        return "scope", "in all, and at one time"
    is_apart = _apart_days(a, b) > TWO_DEALS_DAYS or _is_told_before(a, b) or _is_told_before(b, a)
    return ("period", f"{a.as_of_label}, {b.as_of_label}") if is_apart else ("", "")


def _is_told_before(a: Prepared, b: Prepared) -> bool:
    """Whether the document of one is older than the time that the other states."""
    is_stated = b.as_of.source != "document" and len(a.document_date) == 10
    return is_stated and a.as_of.source == "document" and a.document_date < b.as_of.low


def _apart_days(a: Prepared, b: Prepared) -> int:
    """Return the days between two as-ofs; 0 where they meet or one is open."""
    first, second = sorted((a.as_of, b.as_of), key=lambda one: (one.low, one.high))
    if len(first.high) != 10 or len(second.low) != 10 or first.high >= second.low:
        return 0
    return days_between(first.high, second.low)


def _part(a: Prepared, b: Prepared) -> tuple[str, str]:
    """A part that has no name is not the company: "plants with sales of $3m" and "Arvo's sales"."""
    for part, whole in ((a, b), (b, a)):
        noun = part.thing
        is_flow = "flow" in (part.temporal_class, whole.temporal_class)
        is_unnamed = noun in words_of("business_parts") and not part.subject and noun not in whole.all_words
        if is_flow and is_unnamed and whole.subject:
            return "subject", f"{noun} / {whole.subject}"
    return "", ""


def _counts_since(fact: Prepared) -> str:
    """Return the day from which a fact counts: "40 cases since 3 May"; "" where it counts from the beginning."""
    is_period = fact.as_of.low != fact.as_of.high
    is_since = fact.as_of.source != "document" and is_period and fact.as_of.high == fact.document_date
    return fact.as_of.low if is_since and not fact.as_of.low.endswith("-01-01") else ""


def _is_long(fact: Prepared) -> bool:
    return fact.as_of.low[:7] != fact.as_of.high[:7]


def _event(a: Prepared, b: Prepared) -> tuple[str, str]:
    for told, teller in ((a, b), (b, a)):
        if told.event_day and len(teller.document_date) == 10 and teller.document_date < told.event_day:
            return "subject", f"{told.event} of {told.event_day}, told before it happened"
    if not a.event or not b.event:
        return "", ""
    if a.event_sort == b.event_sort and a.event_sort in words_of("many_events") and _are_two_of_many(a, b):
        return "subject", f"two of many: {a.event_sort}"
    one, other = a.event.split(), b.event.split()
    years = one[-1], other[-1]
    if years[0].isdigit() and years[1].isdigit() and years[0] != years[1]:
        return "subject", f"{a.event}, {b.event}"
    if a.event_day and b.event_day and days_between(a.event_day, b.event_day) > FURTHEST_DAYS:
        return "subject", f"{a.event} of {a.event_day}, of {b.event_day}"
    return "", ""


def _are_two_of_many(a: Prepared, b: Prepared) -> bool:
    """Whether two values are of two aftershocks and the like; only the strongest of all is one and the same."""
    if a.measurement.nominal == b.measurement.nominal:
        return False
    return not all(words_of("superlatives") & fact.sequence_set for fact in (a, b))


_OTHER_WAY = {
    "from": "to",
    "to": "from",
    "with": "without",
    "without": "with",
    "including": "excluding",
    "excluding": "including",
}


def _turned(way: str) -> str:
    word, _, rest = way.partition(" ")
    return f"{_OTHER_WAY[word]} {rest}"


def _is_of_another_end(a: Prepared, b: Prepared) -> bool:
    """Whether two distances are of two things: the town lies 50 miles from the bay, the quake struck 40 from it."""
    if not (a.is_distance and b.is_distance) or a.is_topic or b.is_topic:
        return False
    return bool(a.about and b.about) and a.about_set.isdisjoint(b.about_set) and bool(a.subject) != bool(b.subject)


def _is_room(a: Prepared, b: Prepared) -> str:
    """Return in words that one counts whom a thing has room for and the other who came; "" where neither is said."""
    one, other = ("capacity" in fact.heads for fact in (a, b))
    if not a.is_count or one == other or words_of("room_words") & (b if one else a).all_words:
        return ""
    return "room for so many, and so many there"


_OF_BODIES = frozenset({"[length]", "[mass]", "[length] ** 2", "[length] ** 3"})


def _is_part(part: Prepared, whole: Prepared) -> str:
    """Return the noun of a part that one fact measures and the other does not speak of: "the section was 80 m long"."""
    if part.measurement.dimension not in _OF_BODIES or part.measurement.nominal == whole.measurement.nominal:
        return ""
    told = words_of("part_words") & {part.thing, *part.heads}
    return min(told - whole.all_words - {whole.thing}, default="")


_BOUND_WORDS = frozenset({"maximum", "minimum"})


def _is_default_and_bound(a: Prepared, b: Prepared) -> str:
    """Return in words that one figure holds by default and the other bounds what may be set; "" where not."""
    if a.measurement.nominal == b.measurement.nominal:
        return ""  # a default that is the bound as well
    for own, other in ((a, b), (b, a)):
        if "default" not in own.label or "default" in other.label:
            continue
        bounds = (_BOUND_WORDS & other.label) - own.label or (_BOUND_WORDS & other.bound) - own.label
        if bounds:
            return f"default / {min(bounds)}"
    return ""


def _is_price_of_sale(fact: Prepared) -> bool:
    return "sale_of" in fact.keys and fact.measurement.dimension.startswith("currency:")


def are_on_two_bases(a: Prepared, b: Prepared) -> bool:
    """Whether one figure is adjusted and the other does not say so."""
    return bool(a.bases) != bool(b.bases)


def _may_mean_one(a: Prepared, b: Prepared) -> bool:
    """Whether two texts give one figure, here with its base and there without: "EPS of $0.41" of adjusted earnings."""
    bare = b if a.bases else a
    is_one = a.document != b.document and a.measurement.nominal == b.measurement.nominal
    return is_one and "gaap" not in bare.all_words


def _scope(a: Prepared, b: Prepared) -> tuple[str, str]:
    if a.document == b.document and is_labelled(a) and is_labelled(b) and a.label != b.label:
        return "scope", "other rows or items of one document"
    if a.rows and b.rows and (numbered := are_other_rows(a.rows, b.rows)):
        return "scope", numbered
    if a.role == b.role == "share" and a.is_count and a.attribute != b.attribute:
        return "scope", f"{a.attribute} / {b.attribute}"  # "16 of them were there", "three of them fired"
    if are_on_two_bases(a, b) and not _may_mean_one(a, b):
        return "scope", f"{min(a.bases or b.bases)}, and not so"  # adjusted earnings are another measure
    if part := _is_part(a, b) or _is_part(b, a):
        return "scope", f"{part}, and the whole"
    if a.is_constant_currency != b.is_constant_currency and a.measurement.nominal != b.measurement.nominal:
        return "scope", "constant currency, and not so"  # who leaves it out may still mean it: they can agree
    if _is_price_of_sale(a) != _is_price_of_sale(b) and "revenue" in a.keys | b.keys:
        return "scope", "what a thing was sold for, and sales"
    if bool(a.each) != bool(b.each):
        return "scope", f"per {min(a.each | b.each)}, and in all"
    if bool(a.extremes) != bool(b.extremes) and a.measurement.nominal != b.measurement.nominal:
        return "scope", f"{min(a.extremes or b.extremes)}, and at another time"  # "unemployment peaked at 9%"
    if room := _is_room(a, b):
        return "scope", room
    if a.per and b.per and not {*a.per} & {*b.per}:
        return "scope", f"per {a.per[0]} / per {b.per[0]}"
    if a.ways and b.ways and (opposite := {*a.ways} & {*map(_turned, b.ways)}):
        return "scope", f"{min(opposite)}, the other way in the other"  # "25 to Lund", "20 from Lund"
    if _is_of_another_end(a, b):
        return "scope", f"from {' '.join(a.about)} / from {' '.join(b.about)}"
    if a.reference and b.reference and not {*a.reference} & {*b.reference}:
        return "scope", f"{' '.join(a.reference)} / {' '.join(b.reference)}"  # so many miles of one town, of another
    if a.measures and b.measures and a.measures.isdisjoint(b.measures) and not _are_kin(a, b):
        return "scope", f"{min(a.measures)} / {min(b.measures)}"  # the depth of a quake, its distance
    if bound := _is_default_and_bound(a, b):
        return "scope", bound
    opposed = are_opposed(a.sides, b.sides) if a.sides and b.sides else None
    return ("scope", " / ".join(opposed)) if opposed else ("", "")

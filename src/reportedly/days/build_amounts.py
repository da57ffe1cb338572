"""What lexemes mean that give an amount in an unusual form: halves, rates, "a day or two", "ten years ago this month".

The rule that must not be broken: as in ``build``, a builder that cannot make sense of its words returns ``None``.
"""

from __future__ import annotations

from dataclasses import replace

from reportedly.days.build_relative import build_ago, build_shift
from reportedly.days.timex import UNIT_ORDER, length_timex
from reportedly.days.values import Calendar, Length, Origin, Portion, Repeat, Shift, Value
from reportedly.days.words import Words, amount_of


def build_half(words: Words) -> Value | None:
    """The words "half an hour", "half a century ago", "a half-day": half of the unit, in the finer one that it has a number of."""
    half, *rest = words.all("unit", "year_word", "half_of")
    if half.value not in {"H", 0.5} or not rest or rest[0].value not in _HALVES or half.text in words.lexicon.plural:
        return None
    amount, unit = _HALVES[str(rest[0].value)]
    if not words.all("ago", "later", "earlier"):
        return Length(amount=amount, unit=unit)
    origin = Origin.SPEECH if words.all("ago") else Origin.FOCUS
    return Shift(unit=unit, amount=amount, sign=1 if words.all("later") else -1, origin=origin, counted=True)


_HALVES = {"TM": (30.0, "TS"), "TH": (30.0, "TM"), "D": (12.0, "TH"), "Y": (6.0, "M"), "DE": (5.0, "Y"), "CE": (50.0, "Y")}


def build_rate(words: Words) -> Value | None:
    """The words "24 hours a day", "three days each month": a set with the value of its period (TimeML 1.2.1, "3 days each month" is ``P1M``)."""
    first, period = words.units[0], words.units[-1]
    if len(words.units) != 2 or UNIT_ORDER.get(first, 9) > UNIT_ORDER.get(period, 0) or period == "H":
        return None
    return Repeat(timex=length_timex(1, period))


def build_or_two(words: Words) -> Value | None:
    """The words "a day or two", "день-два назад": one or a few of the unit, as a length or back from now."""
    joint = words.all("and", "hyphen")[-1]
    if joint.text != "-" and joint.text not in words.lexicon.names("or_words"):
        return None
    place = words.lexemes.index(joint)
    first = amount_of(Words(words.lexemes[:place], words.lexicon))
    most = amount_of(Words(words.lexemes[place:], words.lexicon))[1]
    if first not in {(True, 1.0), (False, None)} or most is None or not 2 <= most <= _FEW or words.is_plural or words.units[0] in {"H", "Q"}:
        return None
    if not words.all("ago", "later", "earlier"):
        return Length(amount=None, unit=words.units[0])
    shift = build_ago(Words([*words.all("unit", "year_word"), *words.all("ago", "later", "earlier")], words.lexicon))
    return replace(shift, amount=1.0, most=most) if isinstance(shift, Shift) else None


_FEW = 3


def build_ago_this(words: Words) -> Value | None:
    """The words "ten years ago this month", "a year ago today": the month, the week or the day so many years (or months) back."""
    amount, unit = amount_of(words)[1], words.units[0]
    same = "D" if words.all("relative_day") else words.units[-1]
    if amount is None or amount % 1 or unit not in {"Y", "M", "DE"} or same not in {"D", "W", "M"} or same == unit:
        return None
    if words.number("relative_day", "this") != 0:
        return None
    return Shift(unit=unit, amount=amount, sign=-1, origin=Origin.SPEECH, counted=True, of_unit=same)


def build_from_now(words: Words) -> Value | None:
    """The words "16 months from now", "a week from today": counted on from the day of speech."""
    if words.string("reference") != "PRESENT_REF" and words.number("relative_day") != 0:
        return None
    shift = build_ago(Words([row for row in words.lexemes if row not in words.all("from", "reference", "relative_day")], words.lexicon))
    return replace(shift, sign=1, origin=Origin.SPEECH) if isinstance(shift, Shift) and shift.amount is not None else None


def build_portion_of_shift(words: Words) -> Value | None:
    """The words "the first nine months of this year", "the second half of last year", "the last day of the month"."""
    if words.lexicon.names("of_words") and not words.all("of"):
        return None
    start = words.lexemes.index((words.all("of") or words.all("unit", "year_word"))[0])  # without "of" the whole begins behind the first unit
    whole = build_shift(Words(words.lexemes[start + 1 :], words.lexicon))
    head = Words(words.lexemes[: start + 1], words.lexicon)
    if not isinstance(whole, Shift) or whole.unit not in {"Y", "M", "Q"} or not head.units or whole.then is not None:
        return None
    _, amount = amount_of(Words([row for row in head.lexemes if row not in head.all("ordinal")], head.lexicon))
    unit, ordinal = head.units[0], head.number("ordinal")
    from_end = bool(head.all("last", "latest")) or head.string("edge_noun") == "END"
    if unit in {"H", "Q"}:
        return replace(whole, then=Calendar(half=2 if from_end else ordinal)) if unit == "H" and whole.unit == "Y" and (from_end or ordinal in {1, 2}) else None
    if UNIT_ORDER[unit] >= UNIT_ORDER[whole.unit] or unit in {"TS", "TM", "TH"}:
        return None
    return Portion(amount=amount or 1, unit=unit, first=-1 if from_end else ordinal or 1, whole=whole)

"""claim ─write→ one line, and back: the notation of tests, docs, diffs, bug reports and ``--format text``.

The grammar stands in ``docs/reference/notation.md``. Fields are parted by two spaces; any text survives by escapes.
The rule that must not be broken: ``str(ClaimLine.from_text(line)) == line`` for every line that is accepted,
and ``ClaimLine.from_text(str(value)) == value`` for every value.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NoReturn, TypeVar

from reportedly.core.day_range import DayRange
from reportedly.core.errors import NotationError
from reportedly.core.records import Act, Certainty, Mode, PlaceBasis, PlaceRole, SourceKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Value = TypeVar("Value")

GAP = "  "
_SPECIAL = '\\"><()[],:=@?*|'
_NAMED_ESCAPES = {"\n": "\\n", "\t": "\\t"}
# One bare text: escapes, or anything that is no delimiter. The two branches never match the same character, so it is linear.
_BARE = r"(?:[^\\\"><()\[\],:=@?*|]|\\(?:u\{[0-9a-f]+\}|[^u]))+"
# Ids have colons of their own ("katotth:UA…"), and stand where a colon parts nothing.
_ID = _BARE.replace(",:=", ",=")
_ESCAPE = re.compile(r"\\(?:u\{([0-9a-f]{1,6})\}|(.))", re.DOTALL)
_EVENT = re.compile(r"(not )?([a-z][a-z-]*)(?:/([a-z]+))?")
_PLACE = re.compile(rf"([a-z]*)@({_BARE})\(({_ID}(?:\|{_ID})*)?\)(?:\?([a-z]+))?")
_ACTOR = re.compile(rf"(?:({_BARE}):)?({_BARE})(?:\[({_ID})\])?")
_QUANTITY = re.compile(rf"([0-9.e+-]*?)(\.\.)?((?<=\.\.)[0-9.e+-]*)? ({_BARE})")
_CONTROL = re.compile(rf"({_BARE}):({_BARE}|\?)>({_BARE}|\?)")
_HOP = re.compile(rf"(\*|\??{_BARE})(?:\[({_ID})\])?(?:\(([a-z]+)\))?")
_ACT_WORDS = {
    Act.CONFIRM: "confirmed",
    Act.CLAIM: "claimed",
    Act.DENY: "denied",
    Act.ADMIT: "admitted",
    Act.ORDER: "ordered",
    Act.ASK: "asked",
    Act.REFUSE: "refused",
    Act.PLAN: "planned",
    Act.BELIEVE: "believed",
    Act.OTHER: "other",
}
_ACTS = {word: act for act, word in _ACT_WORDS.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceWord:
    """``[role]@name(ids)[?basis]``: no id is unknown, one is resolved, several are the ranked candidates."""

    name: str
    ids: tuple[str, ...] = ()
    role: PlaceRole = PlaceRole.AT
    basis: PlaceBasis | None = PlaceBasis.NAME

    def __str__(self) -> str:
        role = "" if self.role is PlaceRole.AT else self.role
        ids = "|".join(_escaped_id(place_id) for place_id in self.ids)
        doubt = "" if self.basis is PlaceBasis.NAME else f"?{self.basis or 'none'}"
        return f"{role}@{escape(self.name)}({ids}){doubt}"

    @classmethod
    def from_text(cls, text: str) -> PlaceWord:
        """The place of one field."""
        match = _PLACE.fullmatch(text) or _refuse("a place as role@name(id)?basis", text)
        role, name, ids, basis = match.groups()
        return cls(
            role=_member(PlaceRole, role) if role else PlaceRole.AT,
            name=unescape(name),
            ids=tuple(unescape(place_id) for place_id in _split(ids, "|")) if ids else (),
            basis=PlaceBasis.NAME if basis is None else None if basis == "none" else _member(PlaceBasis, basis),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorWord:
    """``side:words[id]``; side and id are left out where they are not known."""

    text: str
    side: str | None = None
    id: str | None = None

    def __str__(self) -> str:
        side = "" if self.side is None else f"{escape(self.side)}:"
        return f"{side}{escape(self.text)}{_bracketed(self.id)}"

    @classmethod
    def from_text(cls, text: str) -> ActorWord:
        """The actor of one item of ``by=`` or ``on=``."""
        side, words, actor_id = (_ACTOR.fullmatch(text) or _refuse("an actor as side:words[id]", text)).groups()
        return cls(side=_maybe(side), text=unescape(words), id=_maybe(actor_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantityWord:
    """``5000 soldiers``, ``200..999 people``, ``5001.. people``, ``.. km``: bounds and unit."""

    lower: float | None
    upper: float | None
    unit: str

    def __str__(self) -> str:
        lower, upper = _number_text(self.lower), _number_text(self.upper)
        bounds = lower if lower and lower == upper else f"{lower}..{upper}"
        return f"{bounds} {escape(self.unit)}"

    @classmethod
    def from_text(cls, text: str) -> QuantityWord:
        """The quantity of one item of ``many=``."""
        lower, dots, upper, unit = (_QUANTITY.fullmatch(text) or _refuse("a quantity as lower..upper unit", text)).groups()
        low = _number(lower)
        return cls(lower=low, upper=_number(upper or "") if dots else low, unit=unescape(unit))


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlWord:
    """``place:before>after``; ``?`` is a side that is not known."""

    place: str
    before: str | None
    after: str | None

    def __str__(self) -> str:
        before, after = ("?" if side is None else escape(side) for side in (self.before, self.after))
        return f"{escape(self.place)}:{before}>{after}"

    @classmethod
    def from_text(cls, text: str) -> ControlWord:
        """The value of ``control=``."""
        place, before, after = (_CONTROL.fullmatch(text) or _refuse("control as place:before>after", text)).groups()
        return cls(place=unescape(place), before=None if before == "?" else unescape(before), after=None if after == "?" else unescape(after))


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """One source of the chain: ``words[id](act)``, ``?words`` when unnamed, ``*`` when impersonal. No act is ``say``."""

    text: str
    act: Act = Act.SAY
    kind: SourceKind = SourceKind.NAMED
    id: str | None = None

    def __post_init__(self) -> None:
        if (self.kind is SourceKind.IMPERSONAL) and self.text:
            message = f"expected an impersonal source to have no words, found {self.text!r}"
            raise NotationError(message)

    def __str__(self) -> str:
        mark = {SourceKind.NAMED: "", SourceKind.UNNAMED: "?", SourceKind.IMPERSONAL: "*"}[self.kind]
        words = "" if self.kind is SourceKind.IMPERSONAL else escape(self.text)
        act = "" if self.act is Act.SAY else f"({_ACT_WORDS[self.act]})"
        return f"{mark}{words}{_bracketed(self.id)}{act}"

    @classmethod
    def from_text(cls, text: str) -> Hop:
        """One hop of ``said=``."""
        words, source_id, act = (_HOP.fullmatch(text) or _refuse("a source as words[id](act)", text)).groups()
        if act is not None and act not in _ACTS:
            _refuse(f"an act, one of {', '.join(_ACTS)}", act)
        kind = {"*": SourceKind.IMPERSONAL, "?": SourceKind.UNNAMED}.get(words[0], SourceKind.NAMED)
        said = "" if kind is SourceKind.IMPERSONAL else unescape(words.removeprefix("?"))
        return cls(text=said, act=_ACTS[act] if act else Act.SAY, kind=kind, id=_maybe(source_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimLine:
    """What one line says of one claim: the claim with its references written out.

    >>> line = 'clm 4f1a  2023-05-02..2023-05-03  @Velm(17)?spelling  withdraw  by=N:troops  said=radio > ministry(confirmed)  sure=certain  "they left Velmm"'
    >>> str(ClaimLine.from_text(line)) == line
    True
    """

    key: str
    days: DayRange
    event: str
    certainty: Certainty
    quote: str
    places: tuple[PlaceWord, ...] = ()
    positive: bool = True
    mode: Mode = Mode.HAPPENED
    by: tuple[ActorWord, ...] = ()
    on: tuple[ActorWord, ...] = ()
    many: tuple[QuantityWord, ...] = ()
    control: ControlWord | None = None
    said: tuple[Hop, ...] = ()
    media: tuple[str, ...] = ()

    def __str__(self) -> str:
        event = f"{'' if self.positive else 'not '}{self.event}{'' if self.mode is Mode.HAPPENED else f'/{self.mode}'}"
        fields = [f"clm {escape(self.key)}", str(self.days), *map(str, self.places), event]
        fields += [f"{name}={', '.join(map(str, items))}" for name, items in (("by", self.by), ("on", self.on), ("many", self.many)) if items]
        fields += [f"control={self.control}"] if self.control else []
        fields += [f"said={' > '.join(map(str, self.said))}"] if self.said else []
        fields += [f"sure={self.certainty}"]
        fields += [f"media={', '.join(map(escape, self.media))}"] if self.media else []
        return GAP.join([*fields, quoted(self.quote)])

    @classmethod
    def from_text(cls, line: str) -> ClaimLine:
        """The claim of one line. Raises ``NotationError`` when the line is not one that ``str`` of a claim would write."""
        head, *fields = line.split(GAP)
        if not head.startswith("clm ") or len(fields) < 4:
            _refuse("a claim as clm KEY, day, places, event, sure=… and a quote, parted by two spaces", line)
        days, *rest, last = fields
        places = _taken(rest, lambda field: _PLACE.fullmatch(field) is not None)
        event = _EVENT.fullmatch(rest.pop(0) if rest else "") or _refuse("an event as [not ]type[/mode]", line)
        named = dict(_named(field) for field in rest)
        control = named.get("control")
        value = cls(
            key=unescape(head.removeprefix("clm ")),
            days=_days(days),
            places=tuple(PlaceWord.from_text(place) for place in places),
            event=event[2],
            positive=event[1] is None,
            mode=_member(Mode, event[3]) if event[3] else Mode.HAPPENED,
            by=_items(named, "by", ", ", ActorWord.from_text),
            on=_items(named, "on", ", ", ActorWord.from_text),
            many=_items(named, "many", ", ", QuantityWord.from_text),
            control=ControlWord.from_text(control) if control is not None else None,
            said=_items(named, "said", " > ", Hop.from_text),
            certainty=_member(Certainty, named.get("sure", "")),
            media=_items(named, "media", ", ", unescape),
            quote=unquoted(last),
        )
        if str(value) != line:
            _refuse(f"the line as it would be written, {str(value)!r}", line)
        return value


def escape(text: str) -> str:
    r"""The text with delimiters, what cannot be seen and repeated spaces escaped; the empty text is ``\e``.

    >>> print(escape("a (b)"), escape("two  spaces"), escape(""))
    a \(b\) two \sspaces \e
    """
    return _escaped(text, _SPECIAL) or "\\e"


def quoted(text: str) -> str:
    """The text between quotation marks, with as few escapes as its meaning needs."""
    return f'"{_escaped(text, _IN_QUOTES)}"'


_IN_QUOTES = '\\"'


def _escaped(text: str, special: str) -> str:
    pieces: list[str] = []
    previous = " "
    for position, char in enumerate(text):
        if char == " " and (previous == " " or position == len(text) - 1):
            pieces.append("\\s")
        elif char in special:
            pieces.append(f"\\{char}")
        elif char == " " or char.isprintable():
            pieces.append(char)
        else:
            pieces.append(_NAMED_ESCAPES.get(char) or f"\\u{{{ord(char):x}}}")
        previous = char
    return "".join(pieces)


def _escaped_id(text: str) -> str:
    return _escaped(text, _SPECIAL.replace(":", "")) or "\\e"


def unescape(text: str) -> str:
    """The text that ``escape`` was given. Raises ``NotationError`` for an escape there is not."""
    return _ESCAPE.sub(_unescaped, text)


def unquoted(field: str) -> str:
    """The text that ``quoted`` was given."""
    if len(field) < 2 or field[0] != '"' or field[-1] != '"':
        _refuse('a quote between "…" at the end of the line', field)
    return unescape(field[1:-1])


def _unescaped(match: re.Match[str]) -> str:
    code, char = match.groups()
    if code:
        return chr(int(code, 16)) if int(code, 16) <= 0x10FFFF else _refuse("a code point up to 10ffff", match[0])
    if char in _SPECIAL:
        return char
    meanings = {"n": "\n", "t": "\t", "s": " ", "e": ""}
    return meanings[char] if char in meanings else _refuse("an escape of the notation", match[0])


def _split(text: str, delimiter: str) -> list[str]:
    """Parts between the delimiters that are not escaped."""
    parts: list[str] = []
    start = position = 0
    while position < len(text):
        if text[position] == "\\":
            position += 2
        elif text.startswith(delimiter, position):
            parts.append(text[start:position])
            position = start = position + len(delimiter)
        else:
            position += 1
    return [*parts, text[start:]]


def _taken(fields: list[str], wanted: Callable[[str], bool]) -> list[str]:
    """The leading fields that are wanted, taken off the list."""
    count = next((index for index, field in enumerate(fields) if not wanted(field)), len(fields))
    taken, fields[:] = fields[:count], fields[count:]
    return taken


def _named(field: str) -> tuple[str, str]:
    name, equals, value = field.partition("=")
    if not equals or name not in {"by", "on", "many", "control", "said", "sure", "media"}:
        _refuse("a field by=, on=, many=, control=, said=, sure= or media=", field)
    return name, value


def _items(named: dict[str, str], name: str, delimiter: str, read: Callable[[str], Value]) -> tuple[Value, ...]:
    return tuple(read(part) for part in _split(named[name], delimiter)) if name in named else ()


def _days(text: str) -> DayRange:
    earliest, dots, latest = text.partition("..")
    try:
        first = date.fromisoformat(earliest) if earliest else None
        return DayRange(first, (date.fromisoformat(latest) if latest else None) if dots else first)
    except ValueError:
        _refuse("a day as 2022-10-01 or earliest..latest", text)


def _member(kind: Callable[[str], Value], text: str) -> Value:
    try:
        return kind(text)
    except ValueError:
        _refuse(f"one of {', '.join(_values(kind))}", text)


def _values(kind: object) -> Iterable[str]:
    return getattr(kind, "_value2member_map_", {})


def _maybe(text: str | None) -> str | None:
    return None if text is None else unescape(text)


def _bracketed(text: str | None) -> str:
    return "" if text is None else f"[{_escaped_id(text)}]"


def _number_text(value: float | None) -> str:
    return "" if value is None else str(int(value)) if value == int(value) else repr(value)


def _number(text: str) -> float | None:
    try:
        return None if not text else int(text) if text.lstrip("-").isdigit() else float(text)
    except ValueError:
        _refuse("a number", text)


def _refuse(expected: str, found: str) -> NoReturn:
    message = f"expected {expected}; found {found!r}"
    raise NotationError(message)

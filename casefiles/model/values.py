"""What a claim can say: nine types of value, each parsed at the door and written as plain JSON.

The JSON forms below are part of the interchange format (`resources/interchange.schema.json`):

    text    {"text": "...", "lang": "ru"}             a language only where it is known
    date    {"date": "2017-07", "throughout": true}    EDTF level 1
    link    {"ref": "<32 hex digits>"}
    term    {"term": "beating"}                        a code of the property's vocabulary
    number  {"number": 23, "unit": "years"}            may be {"low": 23, "high": 28}
    point   {"point": [38.54, 68.78], "within": 500}   WGS 84 degrees, metres
    file    {"file": "<sha256>", "name": "...", "type": "text/plain", "size": 512}
    layer   {"layer": "<sha256>", "chars": 900, "of": "<sha256>", "lines": [3, 38], "start": 22}
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

from casefiles.errors import NotUnderstood
from casefiles.model.dates import UncertainDate
from casefiles.model.ids import RecordId
from casefiles.text import _


class ValueType(StrEnum):
    """The type of a property's values."""

    TEXT = "text"
    DATE = "date"
    LINK = "link"
    TERM = "term"
    NUMBER = "number"
    POINT = "point"
    FILE = "file"
    LAYER = "layer"


@dataclass(frozen=True, slots=True)
class Text:
    """Words, with their language (two or three letters) where it is known."""

    text: str
    lang: str = ""

    def to_json(self) -> dict[str, Any]:
        return {"text": self.text, "lang": self.lang} if self.lang else {"text": self.text}


@dataclass(frozen=True, slots=True)
class When:
    """An uncertain date as the value itself (a birth, a verdict)."""

    date: UncertainDate

    def to_json(self) -> dict[str, Any]:
        form: dict[str, Any] = {"date": self.date.text}
        return form | {"throughout": True} if self.date.throughout else form


@dataclass(frozen=True, slots=True)
class Link:
    """Another record."""

    to: RecordId

    def to_json(self) -> dict[str, Any]:
        return {"ref": self.to.hex()}


@dataclass(frozen=True, slots=True)
class TermValue:
    """A term of the property's vocabulary, by its code."""

    code: str

    def to_json(self) -> dict[str, Any]:
        return {"term": self.code}


@dataclass(frozen=True, slots=True)
class Number:
    """A quantity or a range of it, with a unit where it has one ("years", "persons")."""

    low: float
    high: float
    unit: str = ""

    def to_json(self) -> dict[str, Any]:
        form: dict[str, Any] = (
            {"number": _plain(self.low)}
            if self.low == self.high
            else {"low": _plain(self.low), "high": _plain(self.high)}
        )
        return form | {"unit": self.unit} if self.unit else form


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the globe, never more precise than the source: `within` is its radius in m."""

    lat: float
    lon: float
    within: float

    def to_json(self) -> dict[str, Any]:
        return {"point": [self.lat, self.lon], "within": _plain(self.within)}


@dataclass(frozen=True, slots=True)
class FileValue:
    """An original file, kept byte for byte in the vault under its SHA-256."""

    sha256: bytes
    name: str
    media_type: str
    size: int

    def to_json(self) -> dict[str, Any]:
        return {
            "file": self.sha256.hex(),
            "name": self.name,
            "type": self.media_type,
            "size": self.size,
        }


@dataclass(frozen=True, slots=True)
class Layer:
    """The words of a source: UTF-8 text in the vault under its own SHA-256.

    `of` is the original file they were read from; `first_line` and `last_line` (from 1, inclusive)
    and `start` (code points) say which stretch of that file's text they are.
    """

    sha256: bytes
    chars: int
    of: bytes
    first_line: int
    last_line: int
    start: int

    def to_json(self) -> dict[str, Any]:
        return {
            "layer": self.sha256.hex(),
            "chars": self.chars,
            "of": self.of.hex(),
            "lines": [self.first_line, self.last_line],
            "start": self.start,
        }


Value = Text | When | Link | TermValue | Number | Point | FileValue | Layer


def value_from_json(untrusted: object) -> Value:
    """Read one of the forms above; raises `NotUnderstood`."""
    if isinstance(untrusted, dict):
        for key, read in _READERS.items():
            if key in untrusted:
                try:
                    return read(untrusted)
                except (KeyError, TypeError, ValueError, OverflowError) as problem:
                    raise NotUnderstood(_("A value in the file is not well formed.")) from problem
    raise NotUnderstood(_("A value in the file is of a form this program does not know."))


def _plain(number: float) -> float | int:
    return int(number) if number == int(number) else number


def string_from_json(untrusted: object) -> str:
    """Text that can be written as UTF-8; raises `TypeError`, `ValueError`."""
    if not isinstance(untrusted, str):
        raise TypeError
    if not untrusted.isascii():
        untrusted.encode()  # refuses lone surrogates, which no file or index could hold
    return untrusted


def whole_from_json(untrusted: object, most: int = 2**53) -> int:
    """A whole number from 0; raises `TypeError`, `ValueError`."""
    if not isinstance(untrusted, int) or isinstance(untrusted, bool):
        raise TypeError
    if not 0 <= untrusted <= most:
        raise ValueError
    return untrusted


def _finite(untrusted: object) -> float:
    if not isinstance(untrusted, int | float) or isinstance(untrusted, bool):
        raise TypeError
    if not -1e15 <= untrusted <= 1e15:
        raise ValueError
    return float(untrusted)


def _digest(untrusted: object) -> bytes:
    if not isinstance(untrusted, str) or not re.fullmatch(r"[0-9a-f]{64}", untrusted):
        raise ValueError
    return bytes.fromhex(untrusted)


def _read_text(form: Mapping[str, Any]) -> Text:
    lang = _language(form["lang"]) if "lang" in form else ""
    return Text(string_from_json(form["text"]), lang)


@lru_cache(256)
def _language(untrusted: object) -> str:
    lang = string_from_json(untrusted)
    if not re.fullmatch(r"([a-z]{2,3}(-[A-Za-z0-9]{1,8})*)?", lang):
        raise ValueError
    return lang


@lru_cache(8192)
def record_id(untrusted: str) -> RecordId:
    """The id of a record from its digits; the same few sources and places come again and again."""
    return RecordId.parse(untrusted)


def _read_date(form: Mapping[str, Any]) -> When:
    return When(date_from_json(form))


def date_from_json(form: Mapping[str, Any]) -> UncertainDate:
    """The date of {"date": EDTF, "throughout": bool}; raises `NotUnderstood`."""
    throughout = form.get("throughout", False)
    if not isinstance(throughout, bool):
        raise TypeError
    return _date(string_from_json(form["date"]), throughout=throughout)


@lru_cache(4096)
def _date(untrusted: str, *, throughout: bool) -> UncertainDate:
    return UncertainDate.parse(untrusted, throughout=throughout)


def _read_number(form: Mapping[str, Any]) -> Number:
    if "number" in form:
        low = high = _finite(form["number"])
    else:
        low, high = _finite(form["low"]), _finite(form["high"])
    if low > high:
        raise ValueError
    return Number(low, high, string_from_json(form.get("unit", "")))


def _read_point(form: Mapping[str, Any]) -> Point:
    lat, lon = (_finite(part) for part in form["point"])
    within = _finite(form["within"])
    if not (-90 <= lat <= 90 and -180 <= lon <= 180 and 0 <= within <= 2.1e7):
        raise ValueError
    return Point(lat, lon, within)


def _read_file(form: Mapping[str, Any]) -> FileValue:
    return FileValue(
        _digest(form["file"]),
        string_from_json(form["name"]),
        string_from_json(form["type"]),
        whole_from_json(form["size"]),
    )


def _read_layer(form: Mapping[str, Any]) -> Layer:
    first, last = (whole_from_json(line) for line in form["lines"])
    if first > last:
        raise ValueError
    return Layer(
        _digest(form["layer"]),
        whole_from_json(form["chars"]),
        _digest(form["of"]),
        first,
        last,
        whole_from_json(form["start"]),
    )


_READERS: Mapping[str, Callable[[Mapping[str, Any]], Value]] = {
    "text": _read_text,
    "date": _read_date,
    "ref": lambda form: Link(record_id(string_from_json(form["ref"]))),
    "term": lambda form: TermValue(string_from_json(form["term"])),
    "number": _read_number,
    "low": _read_number,
    "point": _read_point,
    "file": _read_file,
    "layer": _read_layer,
}

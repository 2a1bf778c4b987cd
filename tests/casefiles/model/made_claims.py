"""Claims and judgments made at random, for laws that hold of all of them."""

from hypothesis import strategies as st

from casefiles.model.claim import Citation, Claim, Passage
from casefiles.model.dates import UncertainDate
from casefiles.model.ids import EntryId, RecordId
from casefiles.model.properties import Property
from casefiles.model.sensitivity import Sensitivity
from casefiles.model.values import (
    FileValue,
    Layer,
    Link,
    Number,
    Point,
    TermValue,
    Text,
    Value,
    ValueType,
    When,
)
from casefiles.model.vocabulary import load

_RAW = st.binary(min_size=16, max_size=16)
IDS = _RAW.map(RecordId)
ENTRY_IDS = _RAW.map(EntryId)
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
DATES = st.builds(
    UncertainDate,
    st.sampled_from(["2017", "2017-07", "1994-08-12", "199X", "2017?", "1994~/1997", "../2001"]),
    st.booleans(),
)
_SIZES = st.integers(0, 2**53)
_DIGESTS = st.binary(min_size=32, max_size=32)
_RANGES = st.tuples(_SIZES, _SIZES).map(sorted)
_NUMBERS = st.floats(-1e15, 1e15) | st.integers(-(10**6), 10**6).map(float)

VALUES: dict[ValueType, st.SearchStrategy[Value]] = {
    ValueType.TEXT: st.builds(Text, WORDS, st.sampled_from(["", "ru", "tg", "tg-Cyrl", "fas"])),
    ValueType.DATE: st.builds(When, DATES),
    ValueType.LINK: st.builds(Link, IDS),
    ValueType.TERM: st.builds(TermValue, WORDS),
    ValueType.NUMBER: st.tuples(_NUMBERS, _NUMBERS, st.sampled_from(["", "years"])).map(
        lambda parts: Number(min(parts[:2]), max(parts[:2]), parts[2])
    ),
    ValueType.POINT: st.builds(
        Point, st.floats(-90, 90), st.floats(-180, 180), st.floats(0, 20_000_000)
    ),
    ValueType.FILE: st.builds(FileValue, _DIGESTS, WORDS, WORDS, _SIZES),
    ValueType.LAYER: st.builds(
        lambda digest, chars, of, lines, start: Layer(digest, chars, of, lines[0], lines[1], start),
        _DIGESTS,
        _SIZES,
        _DIGESTS,
        _RANGES,
        _SIZES,
    ),
}

PASSAGES = st.builds(
    lambda lines, chars, page: Passage(lines[0], lines[1], chars[0], chars[1], page),
    st.just([0, 0]) | st.tuples(st.integers(1, 99), st.integers(1, 99)).map(sorted),
    st.just([-1, -1]) | _RANGES,
    WORDS,
)
CITATIONS = st.builds(Citation, IDS, PASSAGES, WORDS)


def values_of(prop: Property) -> st.SearchStrategy[Value]:
    """Values that fit a property."""
    if prop.vocabulary:
        return st.sampled_from([term.code for term in load(prop.vocabulary).terms]).map(TermValue)
    if prop.type is ValueType.TEXT:
        return VALUES[ValueType.TEXT].filter(lambda value: bool(_words(value).strip()))
    return VALUES[prop.type]


def claims(name: str, values: st.SearchStrategy[Value]) -> st.SearchStrategy[Claim]:
    """Claims of one property with everything that can be said around a value."""
    return st.builds(
        Claim,
        id=ENTRY_IDS,
        subject=IDS,
        property=st.just(name),
        value=values,
        certainty=st.sampled_from(["reported", "stated", "denied"]),
        by=st.sampled_from(["", "relative"]),
        who=st.none() | IDS,
        held=st.none() | DATES,
        citations=st.lists(CITATIONS, max_size=3).map(tuple),
        sensitivity=st.sampled_from(list(Sensitivity)),
    )


def _words(value: Value) -> str:
    assert isinstance(value, Text)
    return value.text

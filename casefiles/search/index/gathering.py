"""Documents gathered for one segment: texts in, lists and columns out."""

from array import array
from collections.abc import Sequence

import numpy as np

from casefiles.search.index.arrays import Array
from casefiles.search.index.loose import Loose
from casefiles.search.index.schema import (
    ABOUT,
    ABOUT_LANE,
    APART,
    BODY_LANE,
    CITED_LANE,
    COUNTED_LANE,
    FIELD_LANES,
    KIND_LANE,
    KNOWN_LANE,
    LANES,
    NAME_LANE,
    NAMES,
    NAMING_LANE,
    NO_PARTS,
    PLACED_LANE,
    REF_LANE,
    SAID_ELSEWHERE,
    TEXT_FIELDS,
    term,
)
from casefiles.search.index.words import Passage, Words
from casefiles.search.values import LONGEST_BODY, Document

OWN, DESCRIBING = 0, 1
"""Ranks of a name: the record's own, or words that say who is meant where no name is known."""

COLUMNS = {"length": "i4", "parts_from": "u4", "earliest": "i4", "latest": "i4"}
NAME_COLUMNS = {"name_doc": "u4", "name_words": "u2", "name_rank": "u1"}
"""One entry a document, and one a name: its document, its words (no common ones), its rank."""

_FIELDS = (*TEXT_FIELDS, *(lane.field for lane in LANES if lane.field not in TEXT_FIELDS))
_TEXTS = len(TEXT_FIELDS)
_FIELD_OF_LANE: Array = np.array([_FIELDS.index(lane.field) for lane in LANES], dtype=np.int64)
_STEP: Array = np.array([lane.step for lane in LANES], dtype="u4")
_EACH: Array = np.array([lane.each for lane in LANES], dtype="u4")
_ONCE = sorted({lane.once for lane in LANES} - {0})
_BEGINNING = 4
"""Bytes: two letters, or four."""

_HEAVIEST = 0xFFFF
"""So often a word counts; a book says it no better if it does so more often."""


class Gathered:
    """The documents of a segment to be, numbered from 0 in the order in which they are added."""

    def __init__(self, known_forms: dict[str, tuple[str, ...]] | None = None) -> None:
        self._words = Words({} if known_forms is None else known_forms)
        # Five numbers a text and lane: document, lane, first position, and the passage's range.
        self._laid = array("I")
        self._columns = {name: array("q") for name in (*COLUMNS, *NAME_COLUMNS)}

    def add(self, document: Document) -> None:
        """One document more."""
        doc, words = len(self), self._words
        lay = self._lay
        lay(doc, REF_LANE, 0, words.raw(str(document.ref)))
        lay(doc, KIND_LANE, 0, words.raw(document.ref.kind))
        for identity in document.cites:
            lay(doc, CITED_LANE, 0, words.raw(identity.hex()))
        for identity in document.known_as:
            lay(doc, KNOWN_LANE, 0, words.raw(identity.hex()))
        for identity in document.placed:
            lay(doc, PLACED_LANE, 0, words.raw(identity.hex()))
        for told in document.counted:
            lay(doc, COUNTED_LANE, 0, words.raw(told))
        place = self._add_names(doc, document)
        for field, texts in ABOUT.items():
            for text in texts(document):
                passage = words.short(text)
                if field not in SAID_ELSEWHERE:
                    lay(doc, ABOUT_LANE, place, passage)
                lay(doc, FIELD_LANES[field], place, passage)
                place += passage.size + APART
        body = words.long(document.body[:LONGEST_BODY])
        lay(doc, BODY_LANE, place, body)
        place += body.size + APART
        parts = words.long(document.parts[:LONGEST_BODY])
        lay(doc, BODY_LANE, place, parts)
        earliest, latest = document.earliest, document.latest
        dated = earliest is not None and latest is not None
        self._columns["length"].append(body.size + parts.size)
        self._columns["parts_from"].append(place if parts.size else NO_PARTS)
        self._columns["earliest"].append(earliest.toordinal() if earliest and dated else 0)
        self._columns["latest"].append(latest.toordinal() if latest and dated else 0)

    def columns(self) -> dict[str, Array]:
        """What is known of each document and of each name."""
        kinds = COLUMNS | NAME_COLUMNS
        return {name: np.array(self._columns[name], dtype=kinds[name]) for name in kinds}

    def loose(self) -> Loose:
        """The lists."""
        laid = np.array(self._laid, dtype="u4").reshape(-1, 5)
        doc, lane, first, start, count = laid[laid[:, 4] > 0].T
        which, within = _runs(count)
        place = (first[which] + within * _STEP[lane[which]]).astype("u4")
        words, of_words = _in_order(self._words.words())
        terms, of_terms = _in_order(self._words.terms())
        field = _FIELD_OF_LANE[lane]
        texts = field < _TEXTS
        written = np.array(self._words.written)[start[which] + within]
        written += np.where(texts, 0, len(words)).astype("u4")[which]
        begins = np.where(
            texts,
            field * len(words),
            _TEXTS * len(words) + (field - _TEXTS) * len(terms),
        )
        # Texts are laid by document and position: the number of a word in that order keeps it.
        key = begins.astype("u8")[which] + np.concatenate([of_words, of_terms])[written]
        key <<= np.uint64(32)
        key |= np.arange(len(which), dtype="u8")
        key.sort()
        order = key & np.uint64(0xFFFFFFFF)
        key >>= np.uint64(32)
        which = which[order]
        lists, held, columns = _postings(
            key.astype(np.int64), doc[which], lane[which], place[order]
        )
        texts = lists < _TEXTS * len(words)
        signed = _signed(lists[~texts] - _TEXTS * len(words), terms)
        found = self._words.forms_of_words()
        forms, of_forms = _in_order(found.forms)
        form, word = found.pairs
        return Loose(
            called={"words": words, "forms": forms, "terms": signed},
            pairs=(of_forms[form], of_words[word]),
            lists=np.concatenate([lists[texts], _TEXTS * len(words) + np.arange(len(signed))]),
            held=held,
            columns=columns,
        )

    def __len__(self) -> int:
        return len(self._columns["length"])

    def _add_names(self, doc: int, document: Document) -> int:
        """The names, each spelling once however often it is given; returns the next position."""
        place = 0
        describing = frozenset(document.descriptions)
        named: dict[str, Passage] = {}
        for field, texts in NAMES.items():
            for text in texts(document):
                passage = self._words.short(text)
                self._lay(doc, FIELD_LANES[field], place, passage)
                if text not in named:
                    self._lay(doc, NAME_LANE, place, passage)
                    named[text] = passage
                place += passage.size + APART
        for number, (text, passage) in enumerate(named.items()):
            self._lay(doc, NAMING_LANE, number, passage)
            self._columns["name_doc"].append(doc)
            self._columns["name_words"].append(min(max(1, passage.telling), 0xFFFF))
            self._columns["name_rank"].append(DESCRIBING if text in describing else OWN)
        return place

    def _lay(self, doc: int, lane: int, first: int, passage: Passage) -> None:
        self._laid.extend((doc, lane, first, passage.start, passage.size))


def _runs(counts: Array) -> tuple[Array, Array]:
    """For runs of so many things each: the number of its run for every thing, its place in it."""
    which = np.repeat(np.arange(len(counts), dtype="u4"), counts)
    ends = np.cumsum(counts, dtype="u4")
    within = np.arange(len(which), dtype="u4") - np.repeat(ends - counts.astype("u4"), counts)
    return which, within


def _in_order(names: Sequence[bytes]) -> tuple[list[bytes], Array]:
    """The names ascending, and for each of them, as they were given, its new number.

    By their beginnings first: one sort of a hundred thousand would keep Python from the window.
    """
    begun: dict[bytes, list[int]] = {}
    for number, name in enumerate(names):
        begun.setdefault(name[:_BEGINNING], []).append(number)
    order: list[int] = []
    for beginning in sorted(begun):
        order += sorted(begun[beginning], key=names.__getitem__)
    numbers = np.zeros(len(names), dtype="u8")
    numbers[order] = np.arange(len(names), dtype="u8")
    return [names[one] for one in order], numbers


def _postings(
    key: Array, doc: Array, lane: Array, place: Array
) -> tuple[Array, Array, dict[str, Array]]:
    """The lists, how many postings each has, and these: of what stands in order of list,
    document and position."""
    new_list = np.ones(len(key), dtype=bool)
    np.not_equal(key[1:], key[:-1], out=new_list[1:])
    begins = new_list.copy()
    begins[1:] |= doc[1:] != doc[:-1]
    starts = np.flatnonzero(begins)
    lists = np.flatnonzero(new_list[starts])
    columns = {
        "docs": doc[starts],
        "weights": _weights(lane, starts),
        "counts": np.diff(np.append(starts, len(key))).astype("u4"),
        "places": place,
    }
    return key[new_list], np.diff(np.append(lists, len(starts))), columns


def _signed(numbers: Array, terms: Sequence[bytes]) -> list[bytes]:
    """Terms with the sign of their field, numbered as if those of each field followed another."""
    field, number = np.divmod(numbers, max(1, len(terms)))
    return [
        term(_FIELDS[_TEXTS + one], "") + terms[which]
        for one, which in zip(field.tolist(), number.tolist(), strict=True)
    ]


def _weights(lane: Array, starts: Array) -> Array:
    """What each posting weighs, from the lanes its word was written in."""
    if not len(starts):
        return np.zeros(0, dtype="u4")
    weight = np.add.reduceat(_EACH[lane], starts)
    for once in _ONCE:
        inside = np.array([one.once == once for one in LANES], dtype="u1")
        weight += once * np.maximum.reduceat(inside[lane], starts)
    return np.minimum(weight, _HEAVIEST)

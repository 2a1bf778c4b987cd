"""Documents gathered for one segment: texts in, postings and columns out."""

from array import array

import numpy as np

from casefiles.search.index.arrays import Array
from casefiles.search.index.postings import Loose
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
    PLACED_LANE,
    REF_LANE,
    SAID_ELSEWHERE,
    term,
)
from casefiles.search.index.words import Passage, Words
from casefiles.search.values import LONGEST_BODY, Document

OWN, DESCRIBING = 0, 1
"""Ranks of a name: the record's own, or words that say who is meant where no name is known."""

COLUMNS = {"length": "i4", "parts_from": "u4", "earliest": "i4", "latest": "i4"}
NAME_COLUMNS = {"name_doc": "u4", "name_words": "u2", "name_rank": "u1"}
"""One entry a document, and one a name: its document, its words (no common ones), its rank."""

_FIELDS = tuple(dict.fromkeys(lane.field for lane in LANES))
_FIELD_OF_LANE: Array = np.array([_FIELDS.index(lane.field) for lane in LANES], dtype=np.int64)
_STEP: Array = np.array([lane.step for lane in LANES], dtype="u4")
_EACH: Array = np.array([lane.each for lane in LANES], dtype="f4")
_ONCE = sorted({lane.once for lane in LANES} - {0.0})


class Gathered:
    """The documents of a segment to be, numbered from 0 in the order in which they are added."""

    def __init__(self) -> None:
        self._words = Words()
        # Five numbers a text and lane: document, lane, first position, and the passage's range.
        self._laid = array("I")
        self._columns = {name: array("q") for name in (*COLUMNS, *NAME_COLUMNS)}

    def add(self, document: Document) -> None:
        """One document more."""
        doc, words = len(self._columns["length"]), self._words
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
        self._columns["parts_from"].append(place)
        self._columns["earliest"].append(earliest.toordinal() if earliest and dated else 0)
        self._columns["latest"].append(latest.toordinal() if latest and dated else 0)

    def columns(self) -> dict[str, Array]:
        """What is known of each document and of each name."""
        kinds = COLUMNS | NAME_COLUMNS
        return {name: np.array(self._columns[name], dtype=kinds[name]) for name in kinds}

    def loose(self) -> Loose:
        """The postings."""
        laid = np.array(self._laid, dtype="u4").reshape(-1, 5)
        doc, lane, first, start, count = laid[laid[:, 4] > 0].T
        which, within = _runs(count)
        word = np.array(self._words.written)[start[which] + within]
        place = first[which] + within * _STEP[lane[which]]
        forms_of, forms_from = self._words.forms_of_words()
        token, further = _runs(np.diff(forms_from)[word])
        form = forms_of[forms_from[word[token]] + further]
        which = which[token]
        known = self._words.forms()
        key = _FIELD_OF_LANE[lane[which]] * len(known) + form
        # Texts are laid by document and position, which a stable order by term leaves as they are.
        order = np.argsort(key, kind="stable")
        key, which = key[order], which[order]
        return _postings(key, doc[which], lane[which], place[token][order], known)

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


def _postings(key: Array, doc: Array, lane: Array, place: Array, forms: list[bytes]) -> Loose:
    """Postings of what stands in order of term, document and position."""
    new_term = np.ones(len(key), dtype=bool)
    np.not_equal(key[1:], key[:-1], out=new_term[1:])
    begins = new_term.copy()
    begins[1:] |= doc[1:] != doc[:-1]
    starts = np.flatnonzero(begins)
    terms = key[new_term]
    signs = [term(field, "") for field in _FIELDS]
    return Loose(
        terms=[signs[one // len(forms)] + forms[one % len(forms)] for one in terms.tolist()],
        term=(np.cumsum(new_term, dtype="u4") - 1)[starts].astype("u4"),
        doc=doc[starts],
        weight=_weights(lane, starts),
        size=np.diff(np.append(starts, len(key))).astype("u4"),
        place=place,
    )


def _weights(lane: Array, starts: Array) -> Array:
    """What each posting weighs, from the lanes its form was written in."""
    weight = np.add.reduceat(_EACH[lane], starts) if len(starts) else np.zeros(0, dtype="f4")
    for once in _ONCE:
        inside = np.array([one.once == once for one in LANES], dtype="f4")
        if len(starts):
            weight += once * np.maximum.reduceat(inside[lane], starts)
    return weight

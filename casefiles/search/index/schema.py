"""How a document is written into Whoosh: which fields, which forms, at which positions.

Everything stands once in the field `all`, weighted by where it comes from, so that one look-up a
form answers a question about the whole record; the short parts stand a second time under their own
names for questions like `author:`. Nothing is stored but the record's reference, in a column.
"""

import struct
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Any, NamedTuple

from whoosh import columns, fields, formats

from casefiles.search.forms import forms
from casefiles.search.normalise import words
from casefiles.search.values import Document

FORM = "form1"
"""The name under which the index is kept. Any change in what is written gives it a new number:
an index of another form is not opened but built anew (`SearchIndex.ready`)."""

ALL = "all"
_NAMING, _ABOUT, _BODY = 4.0, 1.5, 1.0
_APART = 16
"""Positions left free between two texts, so that no phrase reaches from one into the next."""


class Passage(NamedTuple):
    """The folded words of one text and what finding one of them is worth."""

    words: tuple[str, ...]
    weight: float


class FormsFormat(formats.Format):  # type: ignore[misc]  # Whoosh has no types
    """Postings of `forms.forms`, each with its positions as little-endian 32-bit numbers."""

    def word_values(
        self, value: tuple[Passage, ...], _analyzer: object, **_how: object
    ) -> Iterator[tuple[str, int, float, bytes]]:
        positions: dict[str, list[int]] = defaultdict(list)
        weights: dict[str, float] = defaultdict(float)
        at = 0
        for passage in value:
            for at, word in enumerate(passage.words, start=at):  # noqa: B020 - goes on counting
                for form in forms(word):
                    positions[form].append(at)
                    weights[form] += passage.weight
            at += _APART
        for form, places in positions.items():
            packed = struct.pack(f"<{len(places)}I", *places)
            yield form, len(places), weights[form], packed


class FormsField(fields.FieldType):  # type: ignore[misc]
    """A field of passages. We keep lengths ourselves, so Whoosh need not score it."""

    def __init__(self) -> None:
        super().__init__(FormsFormat(), None)


NAMED: dict[str, Callable[[Document], tuple[str, ...]]] = {
    "title": lambda document: (document.title,),
    "name": lambda document: document.names,
    "author": lambda document: document.authors,
    "outlet": lambda document: document.outlets,
    "place": lambda document: document.places,
    "tag": lambda document: document.tags,
    "mention": lambda document: document.mentions,
    "file": lambda document: (document.file_name or "",),
}


def schema() -> Any:
    """The fields of the index. Dates and length are columns: a range looks at no terms."""
    return fields.Schema(
        ref=fields.ID(sortable=True),
        kind=fields.ID(),
        earliest=fields.COLUMN(columns.NumericColumn("i")),
        latest=fields.COLUMN(columns.NumericColumn("i")),
        length=fields.COLUMN(columns.NumericColumn("i")),
        **{name: FormsField() for name in (ALL, *NAMED)},
    )


def row(document: Document) -> dict[str, Any]:
    """The document as Whoosh's writer wants it; empty parts are left out."""
    parts = {name: _passages(texts(document), _NAMING) for name, texts in NAMED.items()}
    about = chain.from_iterable(
        passages for name, passages in parts.items() if name not in ("title", "name")
    )
    whole = (
        *parts["title"],
        *parts["name"],
        *(Passage(passage.words, _ABOUT) for passage in about),
        *_passages((document.body,), _BODY),
    )
    dated = document.earliest is not None and document.latest is not None
    return {
        "ref": str(document.ref),
        "kind": document.ref.kind,
        "length": sum(len(passage.words) for passage in whole),
        "earliest": document.earliest.toordinal() if dated and document.earliest else 0,
        "latest": document.latest.toordinal() if dated and document.latest else 0,
        ALL: whole,
        **{name: passages for name, passages in parts.items() if passages},
    }


def _passages(texts: Iterable[str], weight: float) -> tuple[Passage, ...]:
    found = (tuple(word.text for word in words(text)) for text in texts)
    return tuple(Passage(folded, weight) for folded in found if folded)

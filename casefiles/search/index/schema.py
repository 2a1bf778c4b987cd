"""What a document becomes in the index: which fields, which forms, at which positions.

Everything stands once in the field `all`, weighted by where it comes from, so that one look-up a
form answers a question about the whole record; the short parts stand a second time under their own
names for questions like `author:`. Of the record only its reference is kept.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from itertools import chain
from typing import Any, NamedTuple

from whoosh import fields

from casefiles.search.conditions import FIELDS
from casefiles.search.forms import forms
from casefiles.search.index.codec import PlacesFormat
from casefiles.search.index.postings import Occurrences, Row
from casefiles.search.normalise import folded
from casefiles.search.values import LONGEST_BODY, Document

FORM = "form1"
"""The name under which the index is kept. Any change in what is written, or in the place of a class
that Whoosh's table of contents names, gives it a new number: an index of another form is not opened
but built anew (`SearchIndex.ready`)."""

ALL, REF, KIND = "all", "ref", "kind"

_NAMING, _ABOUT, _BODY = 4.0, 1.5, 1.0
_APART = 16
"""Positions left free between two texts, so that no phrase reaches from one into the next."""

_TEXTS: Mapping[str, Callable[[Document], tuple[str, ...]]] = {
    "title": lambda document: (document.title,),
    "name": lambda document: document.names,
    "author": lambda document: document.authors,
    "outlet": lambda document: document.outlets,
    "place": lambda document: document.places,
    "tag": lambda document: document.tags,
    "mention": lambda document: document.mentions,
    "file": lambda document: (document.file_name or "",),
}


class _Passage(NamedTuple):
    words: tuple[str, ...]
    weight: float


def schema() -> Any:
    """The fields as Whoosh knows them."""
    field = fields.FieldType(PlacesFormat(), None)
    return fields.Schema(**dict.fromkeys((ALL, REF, KIND, *FIELDS), field))


def row(document: Document) -> Row:
    """The document as it is written."""
    parts = {name: _passages(texts(document), _ABOUT) for name, texts in _TEXTS.items()}
    naming = tuple(_Passage(one.words, _NAMING) for one in (*parts["title"], *parts["name"]))
    about = chain.from_iterable(parts[name] for name in FIELDS if name not in ("title", "name"))
    whole = (*naming, *about, *_passages((document.body[:LONGEST_BODY],), _BODY))
    dated = document.earliest is not None and document.latest is not None
    return Row(
        forms={
            REF: {str(document.ref): Occurrences(1.0, ())},
            KIND: {document.ref.kind: Occurrences(1.0, ())},
            ALL: _occurrences(whole),
            **{name: _occurrences(passages) for name, passages in parts.items()},
        },
        length=sum(len(passage.words) for passage in whole),
        earliest=document.earliest.toordinal() if dated and document.earliest else 0,
        latest=document.latest.toordinal() if dated and document.latest else 0,
    )


def _passages(texts: Iterable[str], weight: float) -> tuple[_Passage, ...]:
    return tuple(_Passage(words, weight) for text in texts if (words := folded(text)))


def _occurrences(passages: Iterable[_Passage]) -> dict[str, Occurrences]:
    places: dict[str, list[int]] = defaultdict(list)
    weights: dict[str, float] = defaultdict(float)
    first = 0
    for passage in passages:
        for place, word in enumerate(passage.words, start=first):
            for form in forms(word):
                places[form].append(place)
                weights[form] += passage.weight
        first += len(passage.words) + _APART
    return {form: Occurrences(weights[form], places[form]) for form in places}

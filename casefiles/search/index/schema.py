"""What a document becomes in the index: which fields, with what weight, under which terms.

Everything stands once in the field `all`, so that one look-up a form answers a question about the
whole record; the short parts stand a second time under their own names for questions like
`author:`, and all names a third time in `naming`, where a position is the number of the name in its
document: this tells which words one and the same name holds. Of the record only its reference is
kept, the ids of sources that it cites or is cited as (see `speaking`), and those of the places that
it lies in or is known as (see `placing`). A term is the sign of
its field and a form, so that all fields share one sorted list.
"""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from whoosh import fields

from casefiles.search.conditions import FIELDS
from casefiles.search.values import Document

FORM = "form10"
"""The name under which the index is kept. Any change in what is written, or in the place of a class
that Whoosh's table of contents names, gives it a new number: an index of another form is not opened
but built anew (`SearchIndex.ready`)."""

ALL, NAMING, REF, KIND = "all", "naming", "ref", "kind"
CITED, KNOWN, PLACED, COUNTED = "cited", "known", "placed", "counted"

TEXT_FIELDS = (ALL, NAMING, *FIELDS)
"""Fields of words, which are found in all their forms; the others hold terms as they are."""

_EVERY_FIELD = (*TEXT_FIELDS, REF, KIND, CITED, KNOWN, PLACED, COUNTED)
_SIGNS: Mapping[str, bytes] = {name: bytes([65 + n]) for n, name in enumerate(_EVERY_FIELD)}

NO_PARTS = 0xFFFFFFFF
"""In place of the position from which on the words of its parts stand, where a record has none."""

APART = 16
"""Positions left free between two texts, so that no phrase reaches from one into the next."""


class Lane(NamedTuple):
    """Where the words of a text are written: a field, and what a form there adds to its weight.

    `each` for every time it stands there, `once` for standing there at all: ten spellings of one
    name are one name. `step` is how far apart the positions of two neighbouring words are.
    """

    field: str
    each: int = 0
    once: int = 0
    step: int = 1


LANES: tuple[Lane, ...] = (
    Lane(ALL, each=1),
    Lane(ALL, once=2),
    Lane(ALL, once=1),
    Lane(NAMING, once=1, step=0),
    *(Lane(name, each=1) for name in (REF, KIND, CITED, KNOWN, PLACED, COUNTED)),
    *(Lane(name, once=1) for name in FIELDS),
)
BODY_LANE, NAME_LANE, ABOUT_LANE, NAMING_LANE = range(4)
REF_LANE, KIND_LANE, CITED_LANE, KNOWN_LANE, PLACED_LANE, COUNTED_LANE = range(4, 10)
FIELD_LANES: Mapping[str, int] = {
    name: number for number, name in enumerate(FIELDS, COUNTED_LANE + 1)
}

NAMES: Mapping[str, Callable[[Document], tuple[str, ...]]] = {
    "title": lambda document: (document.title,),
    "name": lambda document: (*document.names, *document.descriptions),
}
ABOUT: Mapping[str, Callable[[Document], tuple[str, ...]]] = {
    "author": lambda document: document.authors,
    "outlet": lambda document: document.outlets,
    "place": lambda document: document.places,
    "tag": lambda document: document.tags,
    "mention": lambda document: document.mentions,
    "file": lambda document: (document.file_name or "",),
    "person": lambda document: document.persons,
    "agency": lambda document: document.agencies,
    "act": lambda document: document.acts,
    "lang": lambda document: document.languages,
}
SAID_ELSEWHERE = frozenset({"person", "agency", "act", "lang"})
"""Parts whose words stand among the names linked to or in the body, or are no words to find."""


def term(field: str, form: str) -> bytes:
    """The term under which a form of a field is kept."""
    return _SIGNS[field] + form.encode()


def schema() -> Any:
    """The fields as Whoosh knows them: it keeps the book of segments and looks into none."""
    return fields.Schema(terms=fields.STORED())

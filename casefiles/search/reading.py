"""Answering a question by reading every word: for what no index holds, as the trash."""

from collections.abc import Callable, Mapping, Sequence

from casefiles.search.conditions import (
    AllOf,
    AnyOf,
    Condition,
    Dated,
    InField,
    Near,
    OfKind,
    Widened,
    Without,
)
from casefiles.search.marks import marks
from casefiles.search.values import Document

_READ_IN: Mapping[str, Callable[[Document], Sequence[str]]] = {
    "title": lambda one: (one.title,),
    "name": lambda one: one.names,
    "author": lambda one: one.authors,
    "outlet": lambda one: one.outlets,
    "tag": lambda one: one.tags,
    "place": lambda one: one.places,
    "mention": lambda one: one.mentions,
    "person": lambda one: one.persons,
    "agency": lambda one: one.agencies,
    "act": lambda one: one.acts,
    "lang": lambda one: one.languages,
}


def holds(condition: Condition, read: Document) -> bool:
    """Whether the condition holds for a document. Nearness is taken for standing in it at all."""
    match condition:
        case AllOf(conditions):
            held = all(holds(one, read) for one in conditions)
        case AnyOf(conditions, least):
            held = sum(holds(one, read) for one in conditions) >= least
        case Widened(asked, others):
            held = any(holds(one, read) for one in (asked, *others))
        case Near(one, other):
            held = holds(one, read) and holds(other, read)
        case Without(inner):
            held = not holds(inner, read)
        case OfKind(kind):
            held = read.ref.kind == kind
        case Dated(start, end):
            first, last = read.earliest, read.latest
            held = first is not None and last is not None and first <= end and last >= start
        case InField(field, wording):
            texts = _READ_IN[field](read) if field in _READ_IN else ()
            held = _stands(wording, texts)
        case _:
            everything = (read.title, *read.names, *read.descriptions, read.body, read.parts)
            held = _stands(condition, (*everything, *read.mentions, *read.places))
    return held


def _stands(wording: Condition, texts: Sequence[str]) -> bool:
    return any(marks(text, [wording]) for text in texts)  # type: ignore[list-item]  # a wording

"""From a question to what the reader sees: records with snippets, marks and reasons."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from casefiles.model.ids import Ref
from casefiles.search.conditions import Dated
from casefiles.search.forms import plain_form
from casefiles.search.index import SearchIndex
from casefiles.search.marks import Mark, Marker, shown
from casefiles.search.meeting import among
from casefiles.search.normalise import fold, words
from casefiles.search.query import Query
from casefiles.search.snippets import Snippet, snippets
from casefiles.search.values import LONGEST_BODY, ScoredRef
from casefiles.search.widening import Widening
from casefiles.text import N_, _

_MOST_SPELLINGS = 3
_A_SUBJECT = 4
_ENOUGH = 5
"""Records that hold some of the words, with which one need not look for those that hold fewer."""

_FAR_BEHIND = 0.3

_REASONS = {
    "title": N_("in the title"),
    "name": N_("in a name"),
    "author": N_("in the author"),
    "outlet": N_("in the outlet"),
    "place": N_("in a place"),
    "tag": N_("in a tag"),
    "mention": N_("in a name linked to it"),
    "file": N_("in the file name"),
    "person": N_("in a name linked to it"),
    "agency": N_("in a name linked to it"),
    "act": N_("in an act"),
    "lang": N_("by its language"),
}


@dataclass(frozen=True, slots=True)
class Hit:
    """A record found: the higher the score the better; `why` are short sentences.

    `title_marks` are half-open ranges of code points in the title, as the marks of a snippet are
    in its text.
    """

    ref: Ref
    title: str
    score: float
    snippets: tuple[Snippet, ...]
    why: tuple[str, ...]
    title_marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Hits:
    """What was found, best first, and the question that was answered in the end.

    `query.notes` says where that differs from what was typed; `loosened` that no record held all
    the words, so these hold only some of them.
    """

    query: Query
    hits: tuple[Hit, ...]
    loosened: bool = False


def find(
    index: SearchIndex,
    query: Query,
    *,
    titles_of: Callable[[Collection[Ref]], Mapping[Ref, str]],
    bodies_of: Callable[[Collection[Ref], Collection[Ref]], Mapping[Ref, str]],
    widening: Widening | None = None,
    kinds: Collection[str] = (),
    limit: int = 20,
) -> Hits:
    """The best records for the question; if none holds all its words, those that hold some.

    Of a question of four words or more, records that lack one follow those that hold all: so many
    words describe a subject, and say what would be good to find rather than what must be there.
    `bodies_of` gives the bodies that were indexed for records (empty if one has none), and behind
    the bodies of those named second the words of their parts, which take longer to gather: snippets
    and marks are offsets into exactly these texts.
    """
    answered, found, loosened = _answered(index, query, widening, kinds, limit)
    if not found:
        return Hits(answered, ())
    telling = _Telling(index, answered)
    refs = [one.ref for one in found]
    titles, bodies = titles_of(refs), bodies_of(refs, {one.ref for one in found if one.in_parts})
    hits = (telling.hit(one, titles.get(one.ref, ""), bodies[one.ref]) for one in found)
    return Hits(answered, tuple(hits), loosened=loosened)


def holding(
    index: SearchIndex,
    query: Query,
    *,
    widening: Widening | None = None,
    kinds: Collection[str] = (),
    limit: int = 20,
) -> tuple[Ref, ...]:
    """The records that `find` would show, without looking into any of them."""
    found = _answered(index, query, widening, kinds, limit, explained=False)[1]
    return tuple(one.ref for one in found)


def _answered(
    index: SearchIndex,
    query: Query,
    widening: Widening | None,
    kinds: Collection[str],
    limit: int,
    *,
    explained: bool = True,
) -> tuple[Query, Sequence[ScoredRef], bool]:
    """The question answered in the end, what fits it, and whether it had to be loosened."""
    if query.is_empty:
        return query, (), False

    def search(one: Query) -> list[ScoredRef]:
        return index.search(one, kinds, limit, explained=explained)

    asked = query
    query = (widening or Widening(index)).widened(query)
    exact = search(query)
    if not exact and asked.is_exact:
        note = _("Nowhere written exactly so; these hold it in other spellings or endings.")
        inexact = asked.inexact().noting(note)
        again = _answered(index, inexact, widening, kinds, limit, explained=explained)
        return again if again[1] else (query, (), False)
    answered, found = query, exact
    looser = query.loosened()
    if exact and len(query.wordings) >= _A_SUBJECT:
        found = _followed(exact, search(next(looser)), limit)
    while len(found) < _ENOUGH and not exact and (fewer := next(looser, None)):
        answered, found = fewer, _best(_followed(found, search(fewer), limit))
    if not found:
        return query, (), False
    if not exact:
        answered = answered.noting(_("No record holds all of these words; these hold some."))
    return answered, found, not exact


def _best(found: Sequence[ScoredRef]) -> list[ScoredRef]:
    """Those that are not far behind the best: what holds one common word of many is no find."""
    least = max((one.score for one in found), default=0.0) * _FAR_BEHIND
    return [one for one in found if one.score >= least]


def _followed(
    first: Sequence[ScoredRef], second: Sequence[ScoredRef], limit: int
) -> list[ScoredRef]:
    there = {one.ref for one in first}
    return [*first, *(one for one in second if one.ref not in there)][:limit]


class _Telling:
    """Tells of one record after another where and why it was found by a question."""

    def __init__(self, index: SearchIndex, query: Query) -> None:
        wordings = shown(query.wanted())
        self._marker = Marker([among(index.written(one)) for one in wordings])
        self._typed = {plain_form(word.text) for one in wordings for word in words(one.text)}
        self._dated = any(isinstance(one, Dated) for one in query.root.conditions)

    def hit(self, found: ScoredRef, title: str, text: str) -> Hit:
        """The hit as it is shown, from the record's title and long text."""
        in_title, in_text = self._marker.marks(title), self._marker.marks(text[:LONGEST_BODY])
        reasons = list(dict.fromkeys(_(_REASONS[field]) for field in found.fields))
        if in_text:
            reasons.append(_("in the text"))
        if self._dated:
            reasons.append(_("by its date"))
        surfaces = [*_surfaces(title, in_title), *_surfaces(text, in_text)]
        reasons += self._other_spellings(surfaces)
        reasons += [_("without “{word}”").format(word=one.text) for one in found.lacking]
        return Hit(
            ref=found.ref,
            title=title,
            score=found.score,
            snippets=snippets(text, in_text),
            why=tuple(reasons),
            title_marks=tuple((mark.start, mark.end) for mark in in_title),
        )

    def _other_spellings(self, surfaces: Sequence[str]) -> list[str]:
        """How the words were written where that is not how they were typed, at most three."""
        others = {
            _plain(surface): surface for surface in reversed(surfaces)
        }  # the first way each was written is the one shown
        shown_ones = [surface for plain, surface in others.items() if plain not in self._typed]
        return [
            _("written “{word}”").format(word=word)
            for word in reversed(shown_ones[-_MOST_SPELLINGS:])
        ]


@lru_cache(maxsize=1 << 12)
def _plain(surface: str) -> str:
    """A word as most people type it; remembered, as the hits of a question share their words."""
    return plain_form(fold(surface))


def _surfaces(text: str, marked: Sequence[Mark]) -> list[str]:
    return [text[mark.start : mark.end] for mark in marked]

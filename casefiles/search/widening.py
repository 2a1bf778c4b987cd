"""From the question as typed to all that it may mean: other spellings, scripts, names, places.

Nothing is added in silence: each other spelling is a `Variant` that the reader sees and may leave
out in the question itself (`sattori!sattorov`), and what stands in quotes is not widened at all.
"""

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace

from casefiles.model.ids import Ref
from casefiles.search.abbreviations import abbreviations
from casefiles.search.conditions import (
    CASE,
    AllOf,
    Among,
    AnyOf,
    Condition,
    InField,
    Like,
    Near,
    OfKind,
    Phrase,
    Widened,
    Without,
    Word,
    Wording,
)
from casefiles.search.forms import COMMON, plain_form
from casefiles.search.gazetteer import entries, key_of
from casefiles.search.hearing import counted, meant, sounding_alike
from casefiles.search.index import SearchIndex
from casefiles.search.knowing import Records
from casefiles.search.normalise import folded
from casefiles.search.query import Query, Variant
from casefiles.search.sounds import is_persian
from casefiles.search.stems import stem

_SPOKEN_OF = ("person", "agency", "mention")
"""Fields that hold names of records; a text that has the name speaks of them just so."""

_LONGEST_NAME = 8
_MOST_NAMED = 30
_MOST_SHOWN = 8
_MOST_INSIDE = 400


class Widening:
    """Widens questions to one index by what its texts and records know."""

    def __init__(self, index: SearchIndex, records: Records | None = None) -> None:
        self._index = index
        self._records = records

    def widened(self, query: Query) -> Query:
        """The question in all spellings, scripts and names; its variants beside it."""
        root = AllOf(self._all_of(query.root.conditions))
        return replace(query, root=root, variants=tuple(self._variants(root)))

    # How inside: conditions

    def _all_of(self, conditions: Sequence[Condition]) -> tuple[Condition, ...]:
        """Neighbouring words that are a name together are widened together."""
        names = self._names_of_bodies(conditions)
        found: list[Condition] = []
        at = 0
        while at < len(conditions):
            size, others = self._longest_name(conditions[at:], names)
            run = conditions[at : at + max(size, 1)]
            asked = self._widen(run[0]) if len(run) == 1 else AllOf(tuple(map(self._widen, run)))
            found.append(_widened(asked, others) if others else asked)
            at += len(run)
        return tuple(found)

    def _widen(self, condition: Condition) -> Condition:
        match condition:
            case Word():
                found: Condition = self._heard(condition)
            case InField(field, wording):
                found = self._in_field(field, wording)
            case Near(one, other, words):
                found = Near(self._said(one), self._said(other), words)
            case AllOf(conditions):
                found = AllOf(self._all_of(conditions))
            case AnyOf(conditions, least):
                found = AnyOf(tuple(self._all_of((one,))[0] for one in conditions), least)
            case Without(inner):
                found = Without(self._all_of((inner,))[0])
            case _:
                found = condition
        return found

    def _said(self, wording: Wording) -> Wording:
        return self._heard(wording) if isinstance(wording, Word) else wording

    def _heard(self, word: Word) -> Word:
        if word.exact or word.also or (is_persian(word.word) and entries((word.word,))):
            return word  # what the world has names for needs no guess at its vowels
        if not word.without:
            return replace(word, also=sounding_alike(self._index.segments, word.word))
        every = meant(self._index.segments, word.word)
        return replace(word, also=tuple(one for one in every if one not in word.without))

    def _in_field(self, field: str, wording: Wording) -> Condition:
        if field == CASE:
            return Among(frozenset(self._in_cases(wording)))
        said = self._said(wording)
        asked = InField(field, said)
        if field == "place" and not isinstance(wording, Like):
            return self._in_place(asked, said)
        if isinstance(wording, Like) or _is_exact(wording):
            return _widened(asked, (_in_text(said),)) if field in _SPOKEN_OF else asked
        if field not in _SPOKEN_OF:
            return asked
        names = [name for one in entries(_words_of(wording)) for name in one.names]
        others = self._known(names)
        ways = (*(InField(field, one) for one in others), *map(_in_text, (said, *others)))
        return _widened(asked, ways)

    def _in_place(self, asked: InField, said: Wording) -> Condition:
        """In the place or what lies in it, by its records; or spoken of, by its names."""
        known = [one for one in entries(_words_of(said)) if one.is_place]
        own = [_wording(name) for one in known for name in one.names]
        within = [name for one in known for part in one.everything() for name in part.names]
        within += self._names_within(asked.wording)
        texts = _widened(said, self._known(dict.fromkeys(within[:_MOST_INSIDE])))
        in_place = (InField("place", one) for one in own)
        return _widened(asked, (*in_place, AllOf((OfKind("source"), texts))))

    # How inside: what records know

    def _named(self, kind: str, wording: Wording) -> list[Ref]:
        question = Query(AllOf((InField("name", wording), OfKind(kind))))
        return [one.ref for one in self._index.search(question, (), _MOST_NAMED)]

    def _in_cases(self, wording: Wording) -> Iterator[Ref]:
        cases = self._named("case", self._said(wording))
        yield from cases
        if self._records and cases:
            yield from self._records.members(cases)

    def _names_within(self, wording: Wording) -> list[str]:
        """The names of the places that lie in those called so."""
        places = self._named("place", wording) if self._records else []
        if not places or not self._records:
            return []
        inside = self._records.inside(places)
        names = self._records.names(inside)
        return [name for ref in inside for name in names.get(ref, ())]

    def _names_of_bodies(self, conditions: Sequence[Condition]) -> dict[tuple[str, ...], list[str]]:
        """The names of organisations that hold words of the question, by each of their names."""
        words = tuple(one for one in conditions if isinstance(one, Word) and not one.exact)
        if not words or not self._records:
            return {}
        question = Query(AllOf((OfKind("organisation"), AnyOf(tuple(_names(words))))))
        refs = [one.ref for one in self._index.search(question, (), _MOST_NAMED)]
        found: dict[tuple[str, ...], list[str]] = {}
        for names in self._records.names(refs).values():
            short = [one for name in names for one in abbreviations(name)]
            for name in (*names, *short):
                found.setdefault(key_of(folded(name)), []).extend(names)
        return found

    def _longest_name(
        self, conditions: Sequence[Condition], names: dict[tuple[str, ...], list[str]]
    ) -> tuple[int, tuple[Condition, ...]]:
        """How many of the next words are a name together, and its other names."""
        run: list[Word] = []
        for one in conditions[:_LONGEST_NAME]:
            if not isinstance(one, Word) or one.exact:
                break
            run.append(one)
        for size in range(len(run), 0, -1):
            words = tuple(one.word for one in run[:size])
            known = [name for one in entries(words) for name in one.names]
            called = names.get(key_of(words), [])
            unmeant = {other for one in run[:size] for other in one.without}
            others = (
                name
                for name in dict.fromkeys((*known, *called))
                if " ".join(folded(name)) not in unmeant and folded(name) != words
            )
            if known or called:
                return size, self._known(others)
        return 0, ()

    def _known(self, names: Iterable[str]) -> tuple[Word | Phrase, ...]:
        """Names as they are looked for: those with words that texts know, no longer than needed."""
        telling = (_wording(name) for name in names if not COMMON.issuperset(folded(name)))
        known = [one for one in dict.fromkeys(telling) if self._index.knows(one)]
        written = {_words_of(one) for one in known}
        return tuple(one for one in known if not _holds_another(_words_of(one), written))

    # How inside: what is shown

    def _variants(self, condition: Condition) -> Iterator[Variant]:
        match condition:
            case AllOf(conditions) | AnyOf(conditions):
                for one in conditions:
                    yield from self._variants(one)
            case Widened(asked, others):
                yield from self._variants(asked)
                yield from self._names_shown(asked, others)
            case Near(one, other):
                yield from self._variants(one)
                yield from self._variants(other)
            case InField(_, wording):
                yield from self._variants(wording)
            case Word(exact=False):
                yield from self._spellings(condition)

    def _spellings(self, word: Word) -> Iterator[Variant]:
        counts = counted(self._index.segments, word.also)
        shown = [one for one in word.also if one in counts and not _only_bent(word.word, one)]
        shown.sort(key=lambda one: -counts[one])
        for one in shown[:_MOST_SHOWN]:
            yield Variant(word.text, self._as_written(one, word.text), counts[one])
        for one in word.without:
            yield Variant(word.text, self._as_written(one, word.text), 0, left_out=True)

    def _names_shown(self, asked: Condition, others: Iterable[Condition]) -> Iterator[Variant]:
        typed = _first_word(asked)
        if typed is None:
            return
        names = [
            one
            for one in others
            if isinstance(one, Phrase) or (isinstance(one, Word) and not _covers(typed, one.word))
        ][:_MOST_SHOWN]
        for one, count in zip(names, self._index.counts(names), strict=True):
            if count:
                yield Variant(typed.text, one.text, count)

    def _as_written(self, word: str, typed: str) -> str:
        """A folded word with a capital where it is part of a name, or the typed one has one."""
        named = typed[:1].isupper() or any(one.knows("name", word) for one in self._index.segments)
        return word.capitalize() if named else word


def _widened(asked: Condition, others: Sequence[Condition]) -> Condition:
    return Widened(asked, tuple(dict.fromkeys(one for one in others if one != asked)))


def _in_text(wording: Wording) -> Condition:
    return AllOf((OfKind("source"), wording))


def _is_exact(wording: Wording) -> bool:
    return isinstance(wording, Word | Phrase) and wording.exact


def _words_of(wording: Wording) -> tuple[str, ...]:
    match wording:
        case Word(_, word):
            return (word,)
        case Phrase(_, words):
            return words
    return ()


def _wording(name: str) -> Word | Phrase:
    """A name as it is looked for: an abbreviation only as it is written."""
    words = folded(name)
    if len(words) == 1:
        return Word(name, words[0], exact=name.isupper())
    return Phrase(name, words, exact=True)


def _holds_another(words: tuple[str, ...], names: Container[tuple[str, ...]]) -> bool:
    """Whether a shorter of the names, of several words, stands in a longer one."""
    parts = (
        words[start:end] for start in range(len(words)) for end in range(start + 2, len(words) + 1)
    )
    return any(part in names and part != words for part in parts)


def _names(words: Iterable[Word]) -> Iterator[Condition]:
    yield from (InField("name", one) for one in words)


def _only_bent(word: str, other: str) -> bool:
    """Whether the other is the same word in another case or number."""
    return stem(plain_form(word)) == stem(plain_form(other))


def _covers(word: Word, other: str) -> bool:
    """Whether the word finds the other by itself."""
    return other == word.word or other in word.also or _only_bent(word.word, other)


def _first_word(asked: Condition) -> Word | None:
    match asked:
        case Word():
            return asked
        case InField(_, wording):
            return _first_word(wording)
        case AllOf((first, *_)):
            return _first_word(first)
    return None

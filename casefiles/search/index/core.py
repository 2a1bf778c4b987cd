"""The search index: documents in, references out, all inside the caller's transaction."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
from whoosh.index import TOC

from casefiles.errors import IndexDamaged
from casefiles.model.ids import Ref
from casefiles.search.conditions import (
    SOURCE,
    AllOf,
    AnyOf,
    Condition,
    OfKind,
    Phrase,
    Word,
    Wording,
)
from casefiles.search.forms import asked
from casefiles.search.index.answer import Answers
from casefiles.search.index.codec import ArrayWriter, Book, read
from casefiles.search.index.merging import leave, merge_large, merge_small, purge, to_settle
from casefiles.search.index.ranking import ranked
from casefiles.search.index.schema import ALL, FORM, schema
from casefiles.search.index.segment import Segment
from casefiles.search.index.speaking import Speaking
from casefiles.search.index.wordings import written
from casefiles.search.query import Query
from casefiles.search.storage import VaultStorage, damaged
from casefiles.search.values import Document, ScoredRef

_BATCH = 20_000
"""Documents gathered in memory before they are written ..."""

_BATCH_LETTERS = 24_000_000
"""... and letters of their bodies: about half a gigabyte while an import is indexed."""

_TOC = f"_{FORM}_"


class SearchIndex:
    """The index of one vault.

    Calls must come one at a time and with the vault's connection at hand. `add`, `update`, `remove`
    and `erase` work inside the transaction the caller has begun and change nothing else; if it is
    rolled back, `forget()` must be called. A change that fails half-way has already forgotten.
    """

    def __init__(self, storage: VaultStorage) -> None:
        self._storage = storage
        self._known: dict[str, Segment] = {}

    # What it answers

    @property
    def there(self) -> bool:
        """Whether an index of the present form was made; without one every question raises
        `IndexDamaged`."""
        return any(name.startswith(_TOC) for name in self._storage.list())

    @property
    def ready(self) -> bool:
        """Whether an index of the present form is there. If not, `create` it and add everything.

        Of a damaged one only what is read at the beginning is looked at; what is read later raises
        `IndexDamaged`, whatever is asked.
        """
        try:
            return self.there and all(one.readable for one in self._segments)
        except IndexDamaged:
            self.forget()
            return False

    @property
    def count(self) -> int:
        """The number of records that can be found."""
        return sum(one.living for one in self._segments)

    def refs(self) -> frozenset[Ref]:
        """Every record that can be found."""
        return frozenset(
            one.ref(int(doc)) for one in self._segments for doc in np.flatnonzero(one.alive)
        )

    @property
    def segments(self) -> tuple[Segment, ...]:
        """What the index is made of now: for questions about the words it knows."""
        return self._segments

    def search(
        self,
        query: Query,
        kinds: Collection[str] = (),
        limit: int = 20,
        *,
        explained: bool = True,
    ) -> list[ScoredRef]:
        """The best records of these kinds (of any, if none is given), best first.

        Of equal ones the one with the earlier date comes first. Unless they are to be explained,
        they say nothing but their score.
        """
        condition: Condition = query.root
        if kinds:
            condition = AllOf((AnyOf(tuple(OfKind(kind) for kind in kinds)), query.root))
        # Only sources are found by what rests on them.
        answers = Answers(self._segments, self._speaking, hearsay=not kinds or SOURCE in kinds)
        return ranked(answers, condition, limit, explained=explained)

    def counts(self, conditions: Iterable[Condition]) -> list[int]:
        """For each of the conditions how many records it holds for."""
        answers = Answers(self._segments, self._speaking)
        return [
            sum(int(answers.of(one, at).mask.sum()) for at in range(len(self._segments)))
            for one in conditions
        ]

    def tally(
        self, condition: Condition, groups: Sequence[str]
    ) -> tuple[Mapping[str, Counter[str]], Counter[int]]:
        """What the records are for which the condition holds, by group; and their first years."""
        answers = Answers(self._segments, self._speaking)
        found: dict[str, Counter[str]] = {group: Counter() for group in groups}
        years = Counter[int]()
        for at, segment in enumerate(self._segments):
            mask = answers.of(condition, at).mask
            for group, counts in found.items():
                counts.update(segment.tally(group, mask))
            days = segment.earliest[mask & (segment.earliest > date.min.toordinal())]
            years.update(date.fromordinal(day).year for day in days.tolist())
        return found, years

    def knows(self, wording: Word | Phrase) -> bool:
        """Whether every word of it stands in some text, though perhaps not together."""
        words = (wording.word,) if isinstance(wording, Word) else wording.words
        return all(
            any(one.knows(ALL, form) for form, _worth in asked(word) for one in self._segments)
            for word in words
        )

    def written(self, wording: Wording) -> tuple[frozenset[str], ...]:
        """The words (folded) by which a wording is found; a set for each word of a phrase."""
        return written(self._segments, wording)

    # What it does

    def create(self) -> None:
        """Begin anew with an empty index, whatever was there."""
        self.drop()
        TOC.create(self._storage, schema(), FORM)

    def drop(self) -> None:
        """Take the index away: none is better than one that knows only some records."""
        self.forget()
        self._storage.destroy()

    def add(self, documents: Iterable[Document]) -> None:
        """Add documents of records that are not in the index yet, each record once."""
        self._change(documents, frozenset())

    def update(self, documents: Iterable[Document]) -> None:
        """Put documents in the place of what the index holds of their records, if anything."""
        newest = {document.ref: document for document in documents}
        self._change(newest.values(), frozenset(newest))

    def remove(self, refs: Iterable[Ref]) -> None:
        """Take records out. Their words stay in the database until `erase` or a merge."""
        self._change((), frozenset(refs))

    def erase(self, refs: Iterable[Ref], documents: Iterable[Document] = ()) -> None:
        """Take records out so that their words are gone from every stored byte of the index.

        `documents` are new versions of other records that spoke of the erased ones; what earlier
        versions said goes too. Freed pages are cleared by the database's `secure_delete`.
        """
        self.remove(refs)
        self.update(documents)
        while not all(one.alive.all() for one in self._segments):
            self._write((), frozenset(), purge)

    def forget(self) -> None:
        """Drop what is remembered in memory; to be called after a rollback."""
        self._storage.forget()
        self._known.clear()
        self._look_again()

    # How inside

    @cached_property
    def _segments(self) -> tuple[Segment, ...]:
        """The segments of the last change, in the order in which Whoosh numbers documents."""
        if not self.there:
            raise damaged()
        kept: dict[str, Segment] = {}
        for one in TOC.read(self._storage, FORM, schema=schema()).segments:
            # Segments never change, but more of their documents may be deleted.
            known = self._known.get(one.segment_id()) or Segment(read(self._storage, one))
            kept[one.segment_id()] = known.without([*one.deleted_docs()])
        self._known = kept
        return tuple(kept.values())

    @cached_property
    def _speaking(self) -> Speaking:
        return Speaking(self._segments)

    def _change(self, documents: Iterable[Document], gone: frozenset[Ref]) -> None:
        written = 0
        known_forms: dict[str, tuple[str, ...]] = {}
        for batch in _batches(documents):
            # What an import has written is joined once, at its end.
            self._write(batch, gone, leave if written else merge_small, known_forms)
            gone = frozenset()
            written += len(batch)
        if gone:
            self._write((), gone, leave)
        if to_settle([one.living for one in self._segments], written):
            self._write((), frozenset(), merge_large)

    def _write(
        self,
        documents: Iterable[Document],
        gone: frozenset[Ref],
        merging: Callable[..., Any],
        known_forms: dict[str, tuple[str, ...]] | None = None,
    ) -> None:
        numbers = [*self._numbers(gone)]
        try:
            writer = ArrayWriter(Book(self._storage, schema(), FORM), known_forms)
            for number in numbers:
                writer.delete_document(number)
            for document in documents:
                writer.add(document)
            writer.commit(mergetype=merging)
        except BaseException:
            self.forget()
            raise
        self._look_again()

    def _look_again(self) -> None:
        for remembered in ("_segments", "_speaking"):
            self.__dict__.pop(remembered, None)

    def _numbers(self, refs: frozenset[Ref]) -> Iterator[int]:
        """The numbers that living documents of these records have across all segments."""
        first = 0
        for one in self._segments:
            found = (one.number_of(ref) for ref in refs)
            yield from (first + doc for doc in found if doc is not None)
            first += one.size


def _batches(documents: Iterable[Document]) -> Iterator[list[Document]]:
    batch: list[Document] = []
    letters = 0
    for document in documents:
        batch.append(document)
        letters += len(document.body)
        if len(batch) >= _BATCH or letters >= _BATCH_LETTERS:
            yield batch
            batch, letters = [], 0
    if batch:
        yield batch

"""What the ledger's reader said, kept while one picture is made: each question once, in batches."""

from collections.abc import Iterable, Mapping, Sequence

from casefiles.ledger.origins import DERIVED, Origins, origins, parents_told
from casefiles.ledger.projection import REJECTED
from casefiles.ledger.reader import Incoming, Reader, Statement, Summary, as_shown
from casefiles.model.dates import UncertainDate
from casefiles.model.ids import Ref
from casefiles.model.kinds import BY_NAME
from casefiles.model.values import Link, When

Said = Mapping[str, Sequence[Statement]]


class Known:
    """Answers for one moment: make a new one for each picture.

    Asking for what was not learnt before is answered all the same, only more slowly. `sources`:
    whether the sources of what is learnt are looked up with it.
    """

    def __init__(self, reader: Reader, *, sources: bool = True) -> None:
        self.reader = reader
        self._sources = sources
        self._whole: dict[Ref, Said] = {}
        self._parts: dict[tuple[Ref, str], Sequence[Statement]] = {}
        self._met: dict[bytes, Summary | None] = {}
        self._parents: dict[Ref, dict[Ref, bool]] = {}

    def learn(self, refs: Iterable[Ref], *names: str) -> None:
        """Fetch what is said about these, on the properties named or on all, in one question."""
        new = [ref for ref in dict.fromkeys(refs) if not self._has(ref, names)]
        if not new:
            return
        found = self.reader.statements_of(new, *names)
        for ref in new:
            if names:
                said = found[ref]
                self._parts |= {(ref, name): tuple(said.get(name, ())) for name in names}
            else:
                self._whole[ref] = found[ref]
        leads = _leads(found.values(), sources=self._sources)
        self.meet([*(ref.id for ref in new), *leads])

    def meet(self, identities: Iterable[bytes]) -> None:
        """Find the records that ids lead to, in one question."""
        new = [one for one in dict.fromkeys(identities) if one not in self._met]
        if new:
            found = self.reader.look_up(new)
            self._met |= {one: found.get(one) for one in new}

    def said(self, ref: Ref) -> Said:
        """All that is said about a record, by property in declared order, the best first."""
        if ref not in self._whole:
            self.learn([ref])
        return self._whole[ref]

    def every(self, ref: Ref, name: str) -> Sequence[Statement]:
        """All statements on one property, the best first; rejected ones included."""
        if ref in self._whole:
            return self._whole[ref].get(name, ())
        if (ref, name) not in self._parts:
            self.learn([ref], name)
        return self._parts[ref, name]

    def of(self, ref: Ref, name: str) -> Sequence[Statement]:
        """The same without what was rejected."""
        return [one for one in self.every(ref, name) if one.weight != REJECTED]

    def shown(self, ref: Ref, name: str) -> Sequence[Statement]:
        """The statements a reader sees as values: rejected and denied ones only if alone."""
        return as_shown(self.every(ref, name))

    def resolve(self, identity: bytes) -> Ref | None:
        """The record that id leads to now, through merges."""
        if identity not in self._met:
            self.meet([identity])
        met = self._met[identity]
        return met.ref if met else None

    def summary(self, ref: Ref) -> Summary | None:
        """The record as a list shows it."""
        if ref.id not in self._met:
            self.meet([ref.id])
        return self._met[ref.id]

    def target(self, statement: Statement) -> Ref | None:
        """The record that a statement links to."""
        value = statement.claim.value
        return self.resolve(value.to) if isinstance(value, Link) else None

    def targets(self, ref: Ref, name: str) -> tuple[Ref, ...]:
        """The records that one property leads to, each once; what lies in the trash left out."""
        found = dict.fromkeys(self.target(one) for one in self.of(ref, name))
        return tuple(one for one in found if one is not None and not self.trashed(one))

    def trashed(self, ref: Ref) -> bool:
        """Whether the record lies in the trash."""
        summary = self.summary(ref)
        return summary is not None and summary.trashed

    def incoming(self, refs: Iterable[Ref], *names: str) -> Mapping[Ref, Sequence[Incoming]]:
        """What links to these records, outside the trash."""
        return self.reader.linked_to_all(list(dict.fromkeys(refs)), *names)

    def date(self, ref: Ref, name: str) -> UncertainDate | None:
        """The most precise date that does not go against the best: "10 July" before "July"."""
        values = (one.claim.value for one in self.shown(ref, name))
        dates = [value.date for value in values if isinstance(value, When)]
        within = [one for one in dates if dates[0].contains(one)]
        return min(within, key=_width, default=None)

    def when(self, ref: Ref) -> UncertainDate | None:
        """The date by which the record is put in order of time."""
        names = BY_NAME[ref.kind].dated_by
        return next((date for name in names if (date := self.date(ref, name))), None)

    def origins(self, sources: Iterable[Ref]) -> Origins:
        """How many independent origins these sources have."""
        cited = set(sources)
        if len(cited) < 2:
            return Origins(len(cited), len(cited), len(cited))
        self.learn_origins(cited)
        return origins(cited, self._repeats)

    def learn_origins(self, sources: Iterable[Ref]) -> None:
        """Fetch what these sources repeat, and what that repeats, a generation a question."""
        waiting = {source for source in sources if source not in self._parents}
        while waiting:
            self.learn(sorted(waiting), *DERIVED)
            for source in waiting:
                told = [one for name in DERIVED for one in self.every(source, name)]
                self._parents[source] = parents_told(source, told, self.target)
            parents = {parent for source in waiting for parent in self._parents[source]}
            waiting = parents - set(self._parents)

    def _repeats(self, source: Ref) -> Mapping[Ref, bool]:
        if source not in self._parents:
            self.learn_origins([source])
        return self._parents[source]

    def _has(self, ref: Ref, names: tuple[str, ...]) -> bool:
        if ref in self._whole:
            return True
        return bool(names) and all((ref, name) in self._parts for name in names)


def _leads(found: Iterable[Said], *, sources: bool) -> Iterable[bytes]:
    """The ids of all records that statements speak of: links, speakers, sources."""
    for said in found:
        for statements in said.values():
            for statement in statements:
                claim = statement.claim
                if isinstance(claim.value, Link):
                    yield claim.value.to
                if claim.who is not None:
                    yield claim.who
                if sources:
                    yield from (citation.source for citation in claim.citations)


def _width(date: UncertainDate) -> int:
    first, last = date.sort_key
    return last - first

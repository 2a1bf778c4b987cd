"""How many independent origins statements have: repetition is not corroboration.

Sources that derive from one another, and copies of one, are one origin. Where a derivation is only
inferred or alleged, nobody has decided yet and the number is a range: it may be one origin or two.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from casefiles.ledger.reader import Reader, Statement
from casefiles.model.claim import REPORTED
from casefiles.model.ids import Ref
from casefiles.model.values import Link
from casefiles.text import _, many

DERIVED = ("derives_from", "copy_of")
"""The properties of a source that lead to what it repeats."""

_SURE = frozenset(("stated", REPORTED))

Parents = Callable[[Ref], Mapping[Ref, bool]]
"""What a source repeats, and whether that is sure."""


@dataclass(frozen=True, slots=True)
class Origins:
    """Between `least` and `most` independent origins, told by `sources` sources."""

    least: int
    most: int
    sources: int

    def words(self) -> str:
        """In words; empty for a single source, where there is nothing to count."""
        if self.sources < 2:
            return ""
        if self.least != self.most:
            sentence = _("{least}–{most} independent origins in {sources} sources")
            return sentence.format(least=self.least, most=self.most, sources=self.sources)
        sentence = many("{n} independent origin", "{n} independent origins", self.most)
        return _("{origins} in {sources} sources").format(origins=sentence, sources=self.sources)


def origins(sources: Iterable[Ref], parents: Parents) -> Origins:
    """The origins of these sources."""
    cited = set(sources)
    least = [_roots(source, parents, sure_only=False) for source in cited]
    most = [_roots(source, parents, sure_only=True) for source in cited]
    return Origins(_groups(least), _groups(most), len(cited))


def parents_told(
    source: Ref,
    statements: Iterable[Statement],
    resolve: Callable[[Statement], Ref | None],
) -> dict[Ref, bool]:
    """What a source repeats, from the statements on the properties of `DERIVED`."""
    found: dict[Ref, bool] = {}
    for statement in statements:
        certainty = statement.claim.certainty
        parent = resolve(statement)
        if parent is not None and parent != source and certainty != "denied":
            found[parent] = found.get(parent, False) or certainty in _SURE
    return found


class Parentage:
    """Asks the reader what sources repeat, each source once."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._known: dict[Ref, dict[Ref, bool]] = {}

    def __call__(self, source: Ref) -> Mapping[Ref, bool]:
        if source not in self._known:
            said = self._reader.statements(source)
            statements = [one for name in DERIVED for one in said.get(name, ())]
            self._known[source] = parents_told(source, statements, self._target)
        return self._known[source]

    def _target(self, statement: Statement) -> Ref | None:
        value = statement.claim.value
        return self._reader.resolve(value.to) if isinstance(value, Link) else None


def _roots(source: Ref, parents: Parents, *, sure_only: bool) -> set[Ref]:
    """The sources at the beginning of the chains that end in this one."""
    roots: set[Ref] = set()
    waiting, seen = [source], {source}
    while waiting:
        here = waiting.pop()
        above = {parent for parent, sure in parents(here).items() if sure or not sure_only}
        if not above:
            roots.add(here)
        waiting += above - seen
        seen |= above
    return roots or {min(seen)}  # a circle of copies is one origin


def _groups(roots: Iterable[set[Ref]]) -> int:
    """How many groups remain when sets of roots that share one are joined."""
    groups: list[set[Ref]] = []
    for one in roots:
        apart = [group for group in groups if not group & one]
        groups = [*apart, one.union(*(group for group in groups if group & one))]
    return len(groups)

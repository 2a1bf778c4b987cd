"""How many independent origins statements have: repetition is not corroboration.

Sources that derive from one another, and copies of one, are one origin. Where a derivation is only
inferred or alleged, the number is a range: it may be one origin or two.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from casefiles.ledger.reader import Statement
from casefiles.model.claim import REPORTED
from casefiles.model.ids import RecordId, Ref
from casefiles.release.view import View
from casefiles.text import _, many

DERIVED = ("derives_from", "copy_of")
_SURE = frozenset(("stated", REPORTED))


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


def origins(statements: Iterable[Statement], view: View) -> Origins:
    """The origins of all sources that these statements rest on."""
    cited = {
        source
        for statement in statements
        for citation in statement.claim.citations
        if (source := view.known(RecordId(citation.source))) is not None
    }
    least = {frozenset(_roots(source, view, sure_only=False)) for source in cited}
    most = {frozenset(_roots(source, view, sure_only=True)) for source in cited}
    return Origins(_groups(least), _groups(most), len(cited))


def _roots(source: Ref, view: View, *, sure_only: bool) -> set[Ref]:
    """The sources at the beginning of the chains that end in this one."""
    roots: set[Ref] = set()
    waiting, seen = [source], {source}
    while waiting:
        here = waiting.pop()
        parents = _parents(here, view, sure_only=sure_only)
        if not parents:
            roots.add(here)
        waiting += parents - seen
        seen |= parents
    return roots or {min(seen)}  # a circle of copies is one origin


def _parents(source: Ref, view: View, *, sure_only: bool) -> set[Ref]:
    found: set[Ref] = set()
    for name in DERIVED:
        for statement in view.of(source, name):
            certainty = statement.claim.certainty
            parent = view.target(statement)
            if parent and certainty != "denied" and (certainty in _SURE or not sure_only):
                found.add(parent)
    return found - {source}


def _groups(roots: set[frozenset[Ref]]) -> int:
    """Sets of roots that share one are one group."""
    groups: list[set[Ref]] = []
    for one in roots:
        merged = set(one)
        apart = []
        for group in groups:
            if group & merged:
                merged |= group
            else:
                apart.append(group)
        groups = [*apart, merged]
    return len(groups)

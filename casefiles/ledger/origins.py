"""How many independent origins a statement has: reprints and shared wire stories count once.

Sources that are copies of, derive from or are part of one another have one origin. Where a link
between two sources is only inferred, nobody has decided yet, and the count is a range.
"""

from collections.abc import Iterable

from casefiles.ledger.reader import Reader
from casefiles.model.claim import Citation
from casefiles.model.ids import RecordId, Ref
from casefiles.model.values import Link

_TIES = ("copy_of", "derives_from")
_UNDECIDED = frozenset({"inferred", "alleged"})


def origins(reader: Reader, citations: Iterable[Citation]) -> tuple[int, int]:
    """The least and the most independent origins of these citations; (0, 0) without any."""
    cited = {citation.source for citation in citations}
    sources = set(reader.resolve_all(cited).values())
    if len(sources) < 2:
        return len(sources), len(sources)
    certain: dict[Ref, set[Ref]] = {}
    possible: dict[Ref, set[Ref]] = {}
    _collect(reader, sources, certain, possible)
    return _groups(sources, possible), _groups(sources, certain)


def _collect(
    reader: Reader,
    sources: set[Ref],
    certain: dict[Ref, set[Ref]],
    possible: dict[Ref, set[Ref]],
) -> None:
    """The ties of these sources and of what they lead to, both ways."""
    waiting, seen = list(sources), set(sources)
    while waiting:
        ref = waiting.pop()
        said = reader.statements(ref)
        for statement in (one for name in _TIES for one in said.get(name, ())):
            value = statement.claim.value
            target = reader.resolve(RecordId(value.to)) if isinstance(value, Link) else None
            if target is None:
                continue
            kinds = (possible,) if statement.claim.certainty in _UNDECIDED else (possible, certain)
            for ties in kinds:
                ties.setdefault(ref, set()).add(target)
                ties.setdefault(target, set()).add(ref)
            if target not in seen:
                seen.add(target)
                waiting.append(target)


def _groups(sources: set[Ref], ties: dict[Ref, set[Ref]]) -> int:
    left, groups = set(sources), 0
    while left:
        groups += 1
        waiting, seen = [left.pop()], set[Ref]()
        while waiting:
            ref = waiting.pop()
            seen.add(ref)
            waiting.extend(ties.get(ref, set()) - seen)
        left -= seen
    return groups

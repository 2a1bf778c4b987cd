"""What comes back under the ids it left with joins what it left from.

A partner who received a release writes about *outside* ids: adds a value to one of our records,
cites one of our sources, judges one of our claims. Here all these are turned back into our own ids.
What we ourselves sent is recognised by its wording and is nothing new; the same id in another
wording was not written by us and is kept apart like any clash.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from casefiles.exchange.lines import Line
from casefiles.ledger import entries, released
from casefiles.ledger.ledger import Ledger
from casefiles.ledger.union import Arriving
from casefiles.model.claim import Claim
from casefiles.model.ids import EntryId, RecordId
from casefiles.model.judgment import Aspect, Judgment, members_of_pair, pair
from casefiles.model.values import Link
from casefiles.release.outside import ID, wording_key, wording_of
from casefiles.stopping import pause


@dataclass(slots=True)
class Rejoined:
    """Entries in our own ids. `home`: ours, unchanged. `altered`: ours, but not in our words.
    `erased`: ours, and erased since."""

    arriving: list[Arriving] = field(default_factory=list)
    home: list[EntryId] = field(default_factory=list)
    altered: list[EntryId] = field(default_factory=list)
    erased: list[Arriving] = field(default_factory=list)


def rejoin(ledger: Ledger, lines: Iterable[Line]) -> Rejoined:
    """Turn outside ids into ours. Changes nothing."""
    lines = list(lines)
    named = {one for line in lines for one in _named(line.entry)}
    local = released.local_ids(ledger, named)
    ours = {local[line.entry.id][:ID] for line in lines if len(local.get(line.entry.id, b"")) > ID}
    kept = {**entries.claims_named(ledger, ours), **entries.judgments_named(ledger, ours)}
    back = [line.entry.id for line in lines if line.entry.id in local]
    again = {*entries.claims_named(ledger, back), *entries.judgments_named(ledger, back)}
    found = Rejoined()
    for line in lines:
        pause()
        key = local.get(line.entry.id, b"")
        mapped = Arriving(_mapped(line.entry, local), line.salt)
        if _says_nothing(mapped.entry):
            found.home.append(line.entry.id)
        elif len(key) <= ID or line.entry.id in again:
            found.arriving.append(mapped)
        elif key[:ID] not in kept:
            found.erased.append(mapped)
        elif wording_key(key[:ID], kept[key[:ID]].salt, wording_of(line.entry)) == key:
            found.home.append(line.entry.id)
        else:
            found.altered.append(line.entry.id)
    return found


def _says_nothing(entry: Claim | Judgment) -> bool:
    """Whether it compares two records that are one here."""
    if isinstance(entry, Claim) or entry.aspect is not Aspect.IDENTITY:
        return False
    one, other = members_of_pair(entry.target)
    return one == other


def _named(entry: Claim | Judgment) -> Iterable[bytes]:
    """Every id an entry speaks of, its own included."""
    yield entry.id
    if isinstance(entry, Judgment):
        yield entry.target[:ID]
        yield entry.target[ID:]
        yield from entry.supersedes
        return
    yield entry.subject
    yield from (citation.source for citation in entry.citations)
    if isinstance(entry.value, Link):
        yield entry.value.to
    if entry.who is not None:
        yield entry.who


def _mapped(entry: Claim | Judgment, local: Mapping[bytes, bytes]) -> Claim | Judgment:
    def ours(identity: bytes) -> bytes:
        return local.get(identity, identity)[:ID]

    if isinstance(entry, Judgment):
        if entry.aspect is Aspect.IDENTITY:
            one, other = members_of_pair(entry.target)
            target = pair(RecordId(ours(one)), RecordId(ours(other)))
        else:
            target = ours(entry.target)
        older = tuple(EntryId(ours(one)) for one in entry.supersedes)
        return replace(entry, target=target, supersedes=older)
    value = entry.value
    return replace(
        entry,
        subject=RecordId(ours(entry.subject)),
        value=Link(RecordId(ours(value.to))) if isinstance(value, Link) else value,
        citations=tuple(replace(one, source=RecordId(ours(one.source))) for one in entry.citations),
        who=RecordId(ours(entry.who)) if entry.who is not None else None,
    )

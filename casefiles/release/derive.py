"""A release: what an audience may see of chosen records, as entries of its own.

Nothing leaves as it lies in the vault. Each statement that may be seen is written anew: under
random ids for this recipient (`outside`), with links and citations to what also leaves, at the
level it has now. Where a link leads to somebody who is protected but may be known of, a stand-in
goes along ("Person 3F9A") under that record's own outside id, so what comes back about it rejoins.
A passage and a quotation of a protected source stay at home, and who said something, if protected.

What is written in free words may name somebody who is withheld. So every text that would leave is
looked through for all withheld names of the vault, in every spelling and script
(`casefiles.release.finding`); a statement with a hit stays at home and is counted.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from casefiles.ledger import entries, released
from casefiles.ledger.ledger import Ledger
from casefiles.ledger.reader import Reader, Statement
from casefiles.ledger.union import Arriving
from casefiles.model.claim import Citation, Claim
from casefiles.model.ids import RecordId, Ref
from casefiles.model.kinds import BY_NAME, IS_A
from casefiles.model.values import FileValue, Layer, Link, Text, Value
from casefiles.release.audience import Audience
from casefiles.release.bodies import Bodies, neutral
from casefiles.release.closure import Closure
from casefiles.release.finding import NameFinder
from casefiles.release.levels import level_of
from casefiles.release.outside import OutsideIds, wording_of
from casefiles.release.protected import protected_names
from casefiles.release.rejudging import Rejudging
from casefiles.release.view import Standing, View
from casefiles.stopping import pause


@dataclass(slots=True)
class Withheld:
    """What stays at home of the records that were to go: counts, never content."""

    statements: int = 0
    """Above the audience's level."""
    records: int = 0
    """Above the audience's level; some of them leave as a stand-in."""
    naming: int = 0
    """Statements and quotations in whose words somebody withheld is named."""
    files: int = 0
    """Originals that may not leave, or in whose words somebody withheld is named."""
    unexamined: int = 0
    """Originals that leave though nobody looked through them: pictures, sound."""


@dataclass(frozen=True, slots=True)
class Release:
    """Ready to leave. `ids` are the new pairs (local, outside) to be remembered once it did."""

    entries: tuple[Arriving, ...]
    files: Mapping[bytes, bytes]
    ids: Mapping[bytes, bytes]
    counts: Mapping[str, int]
    withheld: Withheld = field(default_factory=Withheld)


def derive(
    ledger: Ledger, view: View, chosen: Closure, recipient: str, *, originals: bool = False
) -> Release:
    """What leaves of `chosen` for `recipient` (a key, or another name that nobody else has).

    `originals`: also the files of sources that are only cited.
    """
    ids = OutsideIds(released.outside_ids(ledger, recipient))
    said = {ref: list(chosen.told(view, ref)) for ref in chosen.refs}
    deriving = _Deriving(ledger, view, ids, said)
    if view.audience is not Audience.PUBLIC:
        deriving.with_bodies = {ref for ref in said if originals or ref in chosen.chosen}
    for ref in said:
        pause()
        deriving.tell(ref)
    deriving.add_stand_ins()
    owners = {bytes(one): deriving.outside(ref) for ref in said for one in deriving.members(ref)}
    reasons = deriving.finder if view.audience is Audience.PARTNER else None
    deriving.out += Rejudging(ledger, ids, reasons).of(owners)
    withheld = deriving.withheld
    withheld.statements, withheld.records = _above(view, deriving.reader, chosen)
    withheld.unexamined = deriving.bodies.unexamined
    return Release(
        tuple(deriving.out), deriving.bodies.taken, ids.new, chosen.counts(), deriving.withheld
    )


def _above(view: View, reader: Reader, chosen: Closure) -> tuple[int, int]:
    """How many statements of these records, and records they lead to, are above the audience."""
    statements = [
        (ref, one)
        for ref, by_property in reader.statements_of(chosen.refs).items()
        for told in by_property.values()
        for one in told
    ]
    targets = {
        bytes(one.claim.value.to) for _ref, one in statements if isinstance(one.claim.value, Link)
    }
    led_to = {*reader.resolve_all(targets).values(), *chosen.chosen}
    protected = [
        ref for ref in led_to if view.standing(ref) in (Standing.LABELLED, Standing.HIDDEN)
    ]
    above = sum(level_of(ref, one) > view.clearance for ref, one in statements)
    return above, len(protected)


class _Deriving:
    """Writes records anew, one after the other."""

    def __init__(
        self,
        ledger: Ledger,
        view: View,
        ids: OutsideIds,
        said: Mapping[Ref, Sequence[Statement]],
    ) -> None:
        self.reader = Reader(ledger)
        self.finder = NameFinder(protected_names(self.reader, view))
        self.bodies = Bodies(ledger, self.finder)
        self.with_bodies: set[Ref] = set()
        self.withheld = Withheld()
        self.out: list[Arriving] = []
        self._ledger = ledger
        self._view = view
        self._ids = ids
        self._said = said
        self._stand_ins: dict[Ref, None] = {}
        self._members: dict[Ref, Sequence[RecordId]] = {}
        self._callings = _callings(ledger, (ref.id for ref in said))
        claims = [bytes(one.claim.id) for told in said.values() for one in told]
        self._salts = {one: kept.salt for one, kept in entries.claims_named(ledger, claims).items()}

    def tell(self, ref: Ref) -> None:
        """One record: that it is, and what may be told of it."""
        self._call_into_being(ref)
        told = self._said[ref]
        with_bodies = ref in self.with_bodies and self.bodies.take(one.claim.value for one in told)
        for number, statement in enumerate(told, start=1):
            value = self._value(statement, with_bodies=with_bodies, number=number)
            if value is not None:
                claim = replace(
                    statement.claim,
                    subject=self.outside(ref),
                    value=value,
                    citations=tuple(self._citations(statement.claim.citations)),
                    who=self._who(statement.claim.who),
                    sensitivity=level_of(ref, statement),
                )
                self._send(claim, self._salts[statement.claim.id])

    def add_stand_ins(self) -> None:
        """The records that are only known to be there."""
        for ref in self._stand_ins:
            claim, salt = self._call_into_being(ref)
            kind = BY_NAME[ref.kind]
            named = [one for one in ("description", *kind.words.title) if one in kind.properties]
            if named:
                label = f"{kind.words.one} {claim.subject.hex()[:4].upper()}"
                self._send(replace(claim, property=named[0], value=Text(label)), salt)

    def outside(self, ref: Ref) -> RecordId:
        """The id of a record for this recipient."""
        return self._ids.record(self.members(ref))

    def members(self, ref: Ref) -> Sequence[RecordId]:
        """The ids that were merged into a record, its own first."""
        if ref not in self._members:
            self._members[ref] = self.reader.members(ref)
        return self._members[ref]

    def _call_into_being(self, ref: Ref) -> tuple[Claim, bytes]:
        if ref.id not in self._callings:
            self._callings |= _callings(self._ledger, [ref.id])
        kept, salt = self._callings[ref.id]
        claim = Claim(kept.id, self.outside(ref), IS_A, kept.value)
        self._send(claim, salt)
        return claim, salt

    def _send(self, claim: Claim, salt: bytes) -> None:
        if not self._ids.knows_entry(claim.id):
            identity, outgoing = self._ids.entry(claim.id, salt, wording_of(claim))
            self.out.append(Arriving(replace(claim, id=identity), outgoing))

    def _value(self, statement: Statement, *, with_bodies: bool, number: int) -> Value | None:
        value = statement.claim.value
        if isinstance(value, FileValue | Layer):
            if with_bodies and value.sha256 in self.bodies.taken:
                return neutral(value, number) if isinstance(value, FileValue) else value
            self.withheld.files += value.sha256 not in self.bodies.taken
            return None
        if isinstance(value, Link):
            target = self._reachable(self._view.target(statement))
            return Link(target) if target else None
        if isinstance(value, Text) and self.finder.found(value.text):
            self.withheld.naming += 1
            return None
        return value

    def _reachable(self, ref: Ref | None) -> RecordId | None:
        """The outside id of a record that leaves, or leaves as a stand-in."""
        if ref is None:
            return None
        if ref in self._said:
            return self.outside(ref)
        if self._view.standing(ref) is Standing.LABELLED:
            self._stand_ins[ref] = None
            return self.outside(ref)
        return None

    def _who(self, who: RecordId | None) -> RecordId | None:
        ref = self._view.known(who) if who is not None else None
        return self.outside(ref) if ref in self._said and ref is not None else None

    def _citations(self, citations: Iterable[Citation]) -> Iterable[Citation]:
        for citation in citations:
            ref = self._view.known(citation.source)
            source = self._reachable(ref)
            if source is None:
                continue
            if ref not in self._said:
                yield Citation(source)
            elif self.finder.found(f"{citation.quote}\n{citation.passage.page}"):
                self.withheld.naming += 1
                yield Citation(source, replace(citation.passage, page=""))
            else:
                yield replace(citation, source=source)


def _callings(ledger: Ledger, records: Iterable[bytes]) -> dict[bytes, tuple[Claim, bytes]]:
    """The claims that call these records into being, with their salts."""
    return {
        kept.entry.subject: (kept.entry, kept.salt)
        for kept in entries.claims_about(ledger, records)
        if isinstance(kept.entry, Claim) and kept.entry.property == IS_A and not kept.undone
    }

"""Weighing what arrived, and taking it in: first everything is known, then one Step is made.

`weigh` says what each entry is to this vault and changes nothing. `take` puts files and entries in
as one undoable Step, or nothing at all. Taking in is a union of sets: in any order, any number of
times, the result is the same. A partner's judgments wait to be adopted.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from casefiles.errors import ArchiveRefused, Cancelled, NotUnderstood
from casefiles.exchange.admission import admit
from casefiles.exchange.lines import Line
from casefiles.exchange.rejoining import rejoin
from casefiles.ledger import entries, files
from casefiles.ledger.ledger import Ledger
from casefiles.ledger.reader import Reader
from casefiles.ledger.step import Step
from casefiles.ledger.union import Arriving, Union, add_to, compare
from casefiles.model.claim import Claim
from casefiles.model.ids import EntryId, Ref
from casefiles.model.judgment import Aspect, Judgment
from casefiles.model.kinds import IS_A
from casefiles.model.values import FileValue, Layer, Link, TermValue
from casefiles.stopping import pause
from casefiles.text import _


@dataclass(frozen=True, slots=True)
class Weighed:
    """What taking it in would do. `undone` were left out: their documenter took them back."""

    union: Union
    kinds: Mapping[bytes, str]
    acting: frozenset[EntryId]
    undone: int = 0

    @property
    def changes_nothing(self) -> bool:
        """Whether everything in it is here already, or may not be taken."""
        return not (self.union.new or self.union.returning)

    @property
    def proposals(self) -> int:
        """How many of the new entries are judgments, which wait to be adopted."""
        return sum(isinstance(one.entry, Judgment) for one in self.union.new)

    def records(self) -> Mapping[str, int]:
        """How many records of each kind would be new here."""
        return Counter(ref.kind for ref in self.new_records())

    def new_records(self) -> tuple[Ref, ...]:
        """The records that would come into being."""
        claims = [one.entry for one in self.union.new if isinstance(one.entry, Claim)]
        return tuple(
            Ref(self.kinds[claim.subject], claim.subject)
            for claim in claims
            if claim.property == IS_A
        )

    def missing_files(self, ledger: Ledger) -> int:
        """How many of the files it names are not here."""
        with ledger.database.reading() as connection:
            return len(files.missing(connection, _files_named(self.union.new)))

    def statements(self) -> Mapping[str, int]:
        """How many new statements there are about records of each kind."""
        claims = [one.entry for one in self.union.new if isinstance(one.entry, Claim)]
        return Counter(self.kinds.get(one.subject, "") for one in claims if one.property != IS_A)


def weigh(ledger: Ledger, lines: Sequence[Line]) -> Weighed:
    """Say what each entry is to this vault. Raises `NotUnderstood` for what is not understood."""
    taken = [line for line in lines if not line.undone]
    rejoined = rejoin(ledger, taken)
    arriving = [*rejoined.arriving, *rejoined.erased]
    kinds = _kinds(ledger, [one.entry for one in arriving])
    admit((one.entry for one in arriving), kinds)
    _refuse_steps(ledger, arriving)
    union = compare(ledger, rejoined.arriving)
    union.same += rejoined.home
    union.clashing += rejoined.altered
    union.erased += rejoined.erased
    _keep_erased_apart(ledger, union)
    for one in arriving:
        if isinstance(one.entry, Claim) and one.entry.property == IS_A:
            assert isinstance(one.entry.value, TermValue)
            kinds.setdefault(one.entry.subject, one.entry.value.code)
    acting = frozenset(line.entry.id for line in taken if line.acting)
    return Weighed(union, kinds, acting, undone=len(lines) - len(taken))


def take(
    ledger: Ledger,
    weighed: Weighed,
    step: Step,
    bodies: Mapping[bytes, bytes],
    *,
    adopt: bool = False,
    bring_back: bool = False,
    also: Callable[[], None] | None = None,
) -> bool:
    """Write it as this Step; whether there was anything to write.

    `bodies` are files by SHA-256, kept first; `adopt`: judgments that acted at their desk act here;
    `also` runs in the same transaction. Raises `ArchiveRefused` if it would bring back what was
    erased and `bring_back` is not given.
    """
    union = weighed.union
    if union.erased and not bring_back:
        raise ArchiveRefused(
            _("It would bring back what was erased here ({n} entries).").format(
                n=len(union.erased)
            ),
            _("Nothing was taken in. Ask for it expressly if it should come back."),
        )
    whole = Union(new=[*union.new, *union.erased], returning=union.returning)
    add_to(step, whole)
    if adopt:
        for one in whole.new:
            if isinstance(one.entry, Judgment) and one.entry.id in weighed.acting:
                step.judge(Aspect.ADOPTION, one.entry.id, "adopted")
    if step.empty:
        if also is not None:
            also()
        return False
    step.detail["count"] = len(whole.new) + len(whole.returning)
    step.about(*weighed.new_records()[:5])
    named = _files_named(whole.new)

    def beside(_connection: object, _number: int) -> None:
        files.note_elsewhere(ledger.database, named)
        if also is not None:
            also()

    try:
        _put(ledger, {sha256: bodies[sha256] for sha256 in named & set(bodies)})
        ledger.commit(step, beside)
    except Cancelled:
        files.sweep(ledger.database)
        raise
    return True


def _put(ledger: Ledger, bodies: Mapping[bytes, bytes]) -> None:
    for sha256 in sorted(bodies):
        pause()
        files.put(ledger.database, bodies[sha256])


def check_files(lines: Sequence[Line], bodies: Mapping[bytes, bytes]) -> None:
    """Raise `ArchiveRefused` unless files and entries speak of each other truly."""
    sizes = [
        (one.entry.value.sha256, one.entry.value.size)
        for one in lines
        if isinstance(one.entry, Claim) and isinstance(one.entry.value, FileValue)
    ]
    true = all(len(bodies[sha256]) == size for sha256, size in sizes if sha256 in bodies)
    if not true or not set(bodies) <= _files_named(line.arriving for line in lines):
        raise ArchiveRefused(
            _("The archive holds files that its entries do not speak of, or not truly."),
            _("Nothing was taken in. Ask the sender whether it is really theirs."),
        )


def _kinds(ledger: Ledger, arriving: Iterable[Claim | Judgment]) -> dict[bytes, str]:
    """The kinds of the records already here that the entries speak of."""
    named: set[bytes] = set()
    for entry in arriving:
        if isinstance(entry, Claim):
            named.add(entry.subject)
            if isinstance(entry.value, Link):
                named.add(entry.value.to)
    found = Reader(ledger).resolve_all(named)
    return {identity: ref.kind for identity, ref in found.items()}


def _refuse_steps(ledger: Ledger, arriving: Iterable[Arriving]) -> None:
    """Whether our Steps stand is nobody else's to say; their ids never left."""
    targets = {one.entry.target for one in arriving if isinstance(one.entry, Judgment)}
    if entries.steps_among(ledger, targets):
        raise NotUnderstood(
            _("It judges the history of this vault, which nobody else may; nothing was taken in.")
        )


def _keep_erased_apart(ledger: Ledger, union: Union) -> None:
    """What is newly said about an erased record would bring it back, too."""
    gone = entries.erased_records(ledger, (one for new in union.new for one in _about(new.entry)))
    if gone:
        union.erased += [new for new in union.new if not gone.isdisjoint(_about(new.entry))]
        union.new = [new for new in union.new if gone.isdisjoint(_about(new.entry))]


def _about(entry: Claim | Judgment) -> tuple[bytes, ...]:
    if isinstance(entry, Claim):
        return (entry.subject,)
    return (entry.target[:16], entry.target[16:]) if entry.target[16:] else (entry.target,)


def _files_named(arriving: Iterable[Arriving]) -> set[bytes]:
    named: set[bytes] = set()
    for one in arriving:
        value = one.entry.value if isinstance(one.entry, Claim) else None
        if isinstance(value, FileValue):
            named.add(value.sha256)
        elif isinstance(value, Layer):
            named |= {value.sha256, value.of}
    return named

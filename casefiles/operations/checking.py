"""Checking a dossier before it leaves: its weak places in words, each with its field."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from casefiles.dossier.gaps import Gap, Lack, may_be_one
from casefiles.dossier.making import MadeDossier
from casefiles.insight.known import Known
from casefiles.insight.naming import Names
from casefiles.ledger.pairs import verdicts
from casefiles.ledger.reader import Reader
from casefiles.model.ids import Ref
from casefiles.model.kinds import BY_NAME
from casefiles.model.phrases import value_in_words
from casefiles.model.values import Link, Text, Value
from casefiles.stopping import pause
from casefiles.text import N_, _, many
from casefiles.vault import Vault

LACKS: Mapping[Lack, str] = {
    Lack.NO_SOURCE: N_("Statements without a source"),
    Lack.DATES: N_("Dates that disagree"),
    Lack.IDENTITY: N_("Persons who may be one"),
    Lack.ONE_ORIGIN: N_("Statements with a single origin"),
}
"""Headings, the gravest first."""

_MOST_ALIKE = 8


@dataclass(frozen=True, slots=True)
class WeakPlace:
    """A line to look at: what the record is called, its field, and the values concerned."""

    lack: Lack
    ref: Ref
    property: str
    title: str
    field: str
    words: str


def weak_places(vault: Vault, made: MadeDossier) -> tuple[WeakPlace, ...]:
    """What should be looked at before this dossier leaves, the gravest first."""
    found = [*made.gaps, *_uncertain(vault, made.people)]
    naming = _Naming(vault.reader)
    naming.learn(found)
    order = list(LACKS)
    told = [naming.told(gap) for gap in found]
    return tuple(sorted(told, key=lambda one: order.index(one.lack)))


def counted(places: Sequence[WeakPlace]) -> tuple[str, ...]:
    """How many there are of each, in words; those there are none of left out."""
    counts = {lack: sum(one.lack is lack for one in places) for lack in LACKS}
    told = {
        Lack.NO_SOURCE: many(
            "{n} statement without a source",
            "{n} statements without a source",
            counts[Lack.NO_SOURCE],
        ),
        Lack.DATES: many("{n} date that disagrees", "{n} dates that disagree", counts[Lack.DATES]),
        Lack.IDENTITY: many(
            "{n} person who may be another", "{n} persons who may be others", counts[Lack.IDENTITY]
        ),
        Lack.ONE_ORIGIN: many(
            "{n} statement with a single origin",
            "{n} statements with a single origin",
            counts[Lack.ONE_ORIGIN],
        ),
    }
    return tuple(told[lack] for lack in LACKS if counts[lack])


def _uncertain(vault: Vault, people: Sequence[Ref]) -> Iterator[Gap]:
    """Persons of the dossier whom others in the vault are called like, unless judged to differ."""
    seen: set[frozenset[Ref]] = set()
    for ref, others in _alike(vault, people).items():
        judged = _judged(vault, [ref, *others])
        for other, called_alike in others.items():
            verdict = judged.get(frozenset((ref, other)), "")
            doubted = verdict == "unsure" or (called_alike and not verdict)
            if doubted and frozenset((ref, other)) not in seen:
                seen.add(frozenset((ref, other)))
                yield Gap(Lack.IDENTITY, ref, "name", other=other)


def _alike(vault: Vault, people: Sequence[Ref]) -> Mapping[Ref, Mapping[Ref, bool]]:
    """For each person those who were found by the name or judged against, and who bears it."""
    found: dict[Ref, dict[Ref, bool]] = {}
    for ref, names in _names(vault.reader, people).items():
        pause()
        others = set(_judged_with(vault, ref))
        if names:
            hits = vault.search(max(names, key=len), kinds=("person",), limit=_MOST_ALIKE).hits
            others |= {hit.ref for hit in hits}
        others.discard(ref)
        theirs = _names(vault.reader, sorted(others))
        found[ref] = {other: may_be_one(names, theirs[other]) for other in sorted(others)}
    return found


def _names(reader: Reader, people: Sequence[Ref]) -> Mapping[Ref, tuple[str, ...]]:
    said = reader.statements_of(people, "name")
    return {
        ref: tuple(
            dict.fromkeys(
                one.claim.value.text
                for one in said[ref].get("name", ())
                if isinstance(one.claim.value, Text)
            )
        )
        for ref in people
    }


def _judged(vault: Vault, refs: Sequence[Ref]) -> Mapping[frozenset[Ref], str]:
    """The verdicts on pairs of these records, whatever was merged into them."""
    groups = vault.reader.members_of(refs)
    owner = {bytes(one): ref for ref, group in groups.items() for one in group}
    return {
        frozenset(owner[one] for one in ends): verdict
        for ends, verdict in verdicts(vault.ledger, list(owner)).items()
        if all(one in owner for one in ends)
    }


def _judged_with(vault: Vault, ref: Ref) -> Sequence[Ref]:
    """The records that were judged to be, or not to be, this one."""
    pairs = verdicts(vault.ledger, vault.reader.members(ref))
    found = vault.reader.resolve_all(one for ends in pairs for one in ends)
    return [one for one in dict.fromkeys(found.values()) if one != ref]


class _Naming:
    """Words a gap as the window does: in the language spoken now, by our own names."""

    def __init__(self, reader: Reader) -> None:
        self._known = Known(reader, sources=False)
        self._names = Names(self._known)

    def learn(self, gaps: Sequence[Gap]) -> None:
        others = [one.other for one in gaps if one.other is not None]
        self._names.learn([*(one.ref for one in gaps), *others])

    def told(self, gap: Gap) -> WeakPlace:
        field = _(BY_NAME[gap.ref.kind].properties[gap.property].label)
        title = self._names.of(gap.ref)
        if gap.other is not None:
            words = _("may be the same as {name}").format(name=self._names.of(gap.other))
        else:
            words = " / ".join(filter(None, (self._value(gap, one) for one in gap.values)))
        return WeakPlace(gap.lack, gap.ref, gap.property, title, field, words)

    def _value(self, gap: Gap, value: Value) -> str:
        if isinstance(value, Link):
            target = self._known.resolve(value.to)
            return self._names.of(target) if target else ""
        return value_in_words(BY_NAME[gap.ref.kind].properties[gap.property], value)

"""What an audience may see of the case files: a reader that leaves the rest out.

Everything that leaves asks a `View`, never the reader. A statement above the audience's clearance
is not there. A record above it is *labelled*: links to it still say that somebody stands there
("Person A", "Daughter of ..."), but nothing it is called. Above that, a record marked internal is
*hidden* from everybody outside: no link leads to it and no part (an act, a relation) that involves
it is told, because for an informant being mentioned at all is the danger. Sources are never hidden,
only labelled: that a statement rests on something must be said.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from casefiles.ledger.projection import REJECTED
from casefiles.ledger.reader import Incoming, Reader, Statement
from casefiles.model.ids import RecordId, Ref
from casefiles.model.kinds import BY_NAME
from casefiles.model.sensitivity import Sensitivity
from casefiles.model.values import Link, Text
from casefiles.names.fold import script
from casefiles.release.audience import Audience
from casefiles.release.labels import Labels
from casefiles.release.levels import WORKING_NOTE, level_of, names_told
from casefiles.release.records import Records, Statements
from casefiles.stopping import pause


class Standing(Enum):
    """How a record appears to the audience."""

    SHOWN = "shown"
    LABELLED = "labelled"
    HIDDEN = "hidden"
    GONE = "gone"
    """In the trash, or never there."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How much an audience was not shown of what was asked for: counts, never content.

    A record counts once, whether it may not be seen or may not be seen to belong here. Working
    notes do not count.
    """

    statements: int
    records: int


class View:
    """One audience's view. Remembers what it was asked: labels stay stable, counts are true."""

    def __init__(self, reader: Reader, audience: Audience) -> None:
        self.audience = audience
        self.clearance = audience.clearance
        self._records = Records(reader)
        self._said: dict[Ref, Statements] = {}
        self._labels = Labels()
        self._withheld: set[bytes] = set()
        self._unseen: set[Ref] = set()
        self._asked: dict[tuple[Ref, str], None] = {}

    # What it answers

    def standing(self, ref: Ref) -> Standing:
        """How this record appears to the audience."""
        summary = self._records.summary(ref)
        if summary is None or summary.trashed:
            return Standing.GONE
        standing = self._by_level(ref, summary.sensitivity)
        if standing is Standing.SHOWN and not BY_NAME[ref.kind].words.listed:
            return self._of_part(ref)
        return standing

    def shown(self, ref: Ref) -> bool:
        """Whether the audience may see this record (not necessarily all that is said of it)."""
        standing = self.standing(ref)
        if standing in (Standing.LABELLED, Standing.HIDDEN):
            self._unseen.add(ref)
        return standing is Standing.SHOWN

    def said(self, ref: Ref) -> Statements:
        """The statements the audience may see, by property, best first; nothing if not shown."""
        for name in self._records.statements(ref):
            self._count_withheld(ref, name)
        return self._told(ref)

    def of(self, ref: Ref, name: str) -> tuple[Statement, ...]:
        """The same for one property, without what the documenters rejected."""
        self._asked[ref, name] = None
        return self._of(ref, name)

    def tells(self, ref: Ref, name: str) -> bool:
        """Whether there is any such statement, for whoever does not repeat it."""
        return bool(self._of(ref, name))

    def withholds(self, ref: Ref, name: str) -> bool:
        """Whether more is known of this property than this audience may see."""
        told = self._told(ref).get(name, ())
        return len(self._records.statements(ref).get(name, ())) > len(told)

    def target(self, statement: Statement) -> Ref | None:
        """The record that a statement links to, if the audience may know of it."""
        value = statement.claim.value
        return self.known(value.to) if isinstance(value, Link) else None

    def known(self, identity: RecordId) -> Ref | None:
        """The record of that id, through merges, if the audience may know of it."""
        ref = self._records.resolve(identity)
        if ref is None or self.standing(ref) in (Standing.HIDDEN, Standing.GONE):
            return None
        return ref

    def targets(self, ref: Ref, name: str) -> tuple[Ref, ...]:
        """The records that one property links to, each once."""
        found = (self.target(statement) for statement in self.of(ref, name))
        return tuple(dict.fromkeys(other for other in found if other is not None))

    def incoming(self, ref: Ref, *names: str, kind: str = "") -> tuple[Incoming, ...]:
        """The shown records that link here by statements the audience may see, in stable order."""
        found = self._records.incoming(ref, names, kind)
        cleared = [link for link in found if self._seen_through(link)]
        withheld = {link.origin for link in found if self._withheld_through(link)}
        self._unseen |= withheld - {link.origin for link in cleared}
        return tuple(sorted(cleared, key=lambda link: (link.origin, link.property, link.claim)))

    def linking(self, ref: Ref, kind: str, *names: str) -> tuple[Ref, ...]:
        """The shown records of one kind that link here, each once."""
        found = (link.origin for link in self.incoming(ref, *names, kind=kind))
        return tuple(dict.fromkeys(found))

    def title(self, ref: Ref) -> str:
        """What the record is called for this audience: its best cleared name, or a label."""
        return self.own_title(ref) or self._labels.of(ref, self)

    def own_title(self, ref: Ref) -> str:
        """The best name the audience may see, fuller before shorter; empty if there is none."""
        for name in BY_NAME[ref.kind].words.title:
            values = (statement.claim.value for statement in self.of(ref, name))
            told = [value.text for value in values if isinstance(value, Text)]
            if told:
                return _fullest(told) if ref.kind == "person" and name == "name" else told[0]
        return ""

    def names_shown(self) -> frozenset[str]:
        """Every name of the records asked for that may be seen: who is meant to be there."""
        return frozenset(
            text for ref, said in self._said.items() for _name, text, _one in names_told(ref, said)
        )

    def called(self, kind: str) -> tuple[Ref, ...]:
        """The records of a kind that were asked for and are called by their names."""
        return tuple(
            ref for ref, said in self._said.items() if ref.kind == kind and names_told(ref, said)
        )

    def asked(self) -> tuple[tuple[Ref, str], ...]:
        """The properties of records that were asked for one by one, in that order."""
        return tuple(self._asked)

    def count_asked_anew(self) -> None:
        """From now on `asked` tells only what is asked for after this."""
        self._asked.clear()

    def left_out(self) -> LeftOut:
        """What was asked for and not shown so far."""
        return LeftOut(len(self._withheld), len(self._unseen))

    # How inside

    def _of(self, ref: Ref, name: str) -> tuple[Statement, ...]:
        self._count_withheld(ref, name)
        return tuple(one for one in self._told(ref).get(name, ()) if one.weight != REJECTED)

    def _by_level(self, ref: Ref, level: Sensitivity) -> Standing:
        if level <= self.clearance:
            return Standing.SHOWN
        if level is Sensitivity.INTERNAL and ref.kind != "source":
            return Standing.HIDDEN
        return Standing.LABELLED

    def _of_part(self, ref: Ref) -> Standing:
        """A part that involves a hidden record is hidden with it."""
        for statements in self._records.statements(ref).values():
            for statement in statements:
                value = statement.claim.value
                other = self._records.resolve(value.to) if isinstance(value, Link) else None
                summary = self._records.summary(other) if other else None
                level = summary.sensitivity if summary else Sensitivity.OPEN
                if other and self._by_level(other, level) is Standing.HIDDEN:
                    return Standing.HIDDEN
        return Standing.SHOWN

    def _told(self, ref: Ref) -> Statements:
        if ref not in self._said:
            pause()
            self._said[ref] = self._cleared(ref) if self.shown(ref) else {}
        return self._said[ref]

    def _cleared(self, ref: Ref) -> Statements:
        cleared: dict[str, tuple[Statement, ...]] = {}
        for name, statements in self._records.statements(ref).items():
            kept = tuple(one for one in statements if self._may_see(ref, one))
            if kept:
                cleared[name] = kept
        return cleared

    def _may_see(self, ref: Ref, statement: Statement) -> bool:
        if level_of(ref, statement) > self.clearance:
            return False
        return not isinstance(statement.claim.value, Link) or self.target(statement) is not None

    def _leads_nowhere(self, statement: Statement) -> bool:
        """Whether it links to what is in the trash: not withheld, but not there."""
        value = statement.claim.value
        if not isinstance(value, Link):
            return False
        other = self._records.resolve(value.to)
        return other is None or self.standing(other) is Standing.GONE

    def _seen_through(self, link: Incoming) -> bool:
        return any(
            one.claim.id == link.claim and _positive(one)
            for one in self._told(link.origin).get(link.property, ())
        )

    def _withheld_through(self, link: Incoming) -> bool:
        return any(
            one.claim.id == link.claim and _positive(one) and self._withheld_from(link.origin, one)
            for one in self._records.statements(link.origin).get(link.property, ())
        )

    def _withheld_from(self, ref: Ref, statement: Statement) -> bool:
        """Whether it is there, but not for this audience."""
        return not self._leads_nowhere(statement) and not self._may_see(ref, statement)

    def _count_withheld(self, ref: Ref, name: str) -> None:
        if name == WORKING_NOTE or not self.shown(ref):
            return
        for one in self._records.statements(ref).get(name, ()):
            if _positive(one) and self._withheld_from(ref, one):
                self._withheld.add(bytes(one.claim.id))


def _positive(statement: Statement) -> bool:
    return statement.weight != REJECTED and statement.claim.certainty != "denied"


def _fullest(names: Sequence[str]) -> str:
    """The first of the names with most words, in the script of the best: a dossier on "Sattori"
    whose full name is known is a dossier on Farhod Sattori."""
    written = script(names[0])
    alike = [name for name in names if script(name) == written]
    return max(alike, key=lambda name: len(name.split()))

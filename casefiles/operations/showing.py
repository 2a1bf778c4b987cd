"""One record in plain lines: what is said, by whom, on what it rests, and what leads to it."""

from dataclasses import dataclass

from casefiles.insight.fields import Cited, Fields
from casefiles.insight.known import Known
from casefiles.insight.naming import Names
from casefiles.insight.remarks import remarks
from casefiles.ledger.origins import Origins
from casefiles.ledger.reader import Statement, in_dispute
from casefiles.model.ids import EntryId, Ref
from casefiles.model.kinds import BY_NAME
from casefiles.text import _
from casefiles.vault import Vault


@dataclass(frozen=True, slots=True)
class Told:
    """A value with its reasons. `leads_to` where it is a link; `sources` one line a citation."""

    claim: EntryId
    words: str
    leads_to: Ref | None
    remarks: tuple[str, ...]
    sources: tuple[str, ...]
    origins: Origins


@dataclass(frozen=True, slots=True)
class Field:
    """A property with its values, the best first; `disputed` if sources disagree on it."""

    name: str
    label: str
    values: tuple[Told, ...]
    disputed: bool


@dataclass(frozen=True, slots=True)
class Leading:
    """Other records that link to this one, under the words by which they do."""

    label: str
    records: tuple[tuple[Ref, str], ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything about one record."""

    ref: Ref
    title: str
    fields: tuple[Field, ...]
    leading: tuple[Leading, ...]


def sheet(vault: Vault, *, ref: Ref) -> Sheet:
    """All that is said about a record, and what leads to it."""
    known = Known(vault.reader)
    names = Names(known)
    fields = Fields(known, names)
    fields.learn(ref)
    properties = BY_NAME[ref.kind].properties
    told = tuple(
        Field(
            name,
            _(properties[name].label) if name in properties else name,
            tuple(_told(known, fields, ref, one) for one in said),
            name in properties and in_dispute(properties[name], said),
        )
        for name, said in known.said(ref).items()
    )
    return Sheet(ref, names.of(ref), told, _leading(known, names, ref))


def _told(known: Known, fields: Fields, ref: Ref, statement: Statement) -> Told:
    return Told(
        statement.claim.id,
        fields.words(ref, statement),
        known.target(statement),
        remarks(known, statement),
        tuple(_source_line(fields.place(one)) for one in statement.claim.citations),
        known.origins(fields.sources([statement])),
    )


def _source_line(cited: Cited) -> str:
    return f"{cited.title}, {cited.place}" if cited.place else cited.title


def _leading(known: Known, names: Names, ref: Ref) -> tuple[Leading, ...]:
    incoming = known.incoming([ref])[ref]
    names.learn(one.origin for one in incoming)
    found: dict[str, dict[Ref, str]] = {}
    for one in incoming:
        prop = BY_NAME[one.origin.kind].properties.get(one.property)
        if prop is not None:
            found.setdefault(_(prop.inverse), {})[one.origin] = names.of(one.origin)
    return tuple(
        Leading(label, tuple(sorted(records.items(), key=lambda one: one[1])))
        for label, records in sorted(found.items())
    )

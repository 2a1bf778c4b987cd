"""An incident: what was done, to whom, by whom as far as anybody says so, and on what it rests."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from casefiles.insight.acts import ActRow, Acts, Party
from casefiles.insight.fields import Field, Value
from casefiles.insight.headline import Run, headline
from casefiles.insight.parts import Mentioned, Sketch
from casefiles.insight.rows import Group, Listed, is_part
from casefiles.ledger.reader import Reader, Statement
from casefiles.model.ids import Ref
from casefiles.text import N_, _

__all__ = ["ActRow", "IncidentPicture", "Party", "Run", "incident_picture"]

_TOLD = (
    ("exile", N_("Aimed at")),
    ("retaliation_for", N_("In retaliation for")),
    ("to_prevent", N_("To prevent")),
    ("threat", N_("Threatened")),
    ("demand", N_("Demanded")),
    ("offer", N_("Offered")),
    ("harm", N_("Harm")),
)
"""What was behind it and what was said: the exile, triggers, threats, demands, harm."""


@dataclass(frozen=True, slots=True)
class IncidentPicture:
    """An incident. `not_known`: (property, label) of what matters and is missing."""

    ref: Ref
    title: str
    sentence: tuple[Run, ...]
    fields: tuple[Field, ...]
    acts: tuple[ActRow, ...]
    groups: tuple[Group, ...]
    sources: tuple[Mentioned, ...]
    not_known: tuple[tuple[str, str], ...]
    members: int


def incident_picture(reader: Reader, ref: Ref) -> IncidentPicture:
    """Everything the page of an incident shows."""
    sketch = Sketch(reader, ref)
    incoming = sketch.incoming()
    acts = Acts(sketch, incoming)
    rest = [one for one in incoming if not is_part(one.origin)]
    statements = [*_every(sketch, [ref]), *_every(sketch, acts.parts)]
    fields = sketch.fields.of(ref)
    rows = acts.rows()
    origins = sketch.known.origins(sketch.fields.sources(statements))
    return IncidentPicture(
        ref=ref,
        title=sketch.names.of(ref),
        sentence=headline(sketch, rows, acts.alleged(), origins),
        fields=fields,
        acts=rows,
        groups=(*_told(sketch, fields), *_whole(acts), *sketch.groups(rest)),
        sources=sketch.sources(statements),
        not_known=sketch.not_known(),
        members=sketch.members,
    )


def _every(sketch: Sketch, refs: Iterable[Ref]) -> list[Statement]:
    return [s for ref in refs for said in sketch.known.said(ref).values() for s in said]


def _told(sketch: Sketch, fields: Sequence[Field]) -> list[Group]:
    """A group for each thing that is said: linked records, or the incident itself with words."""
    by_name = {field.name: field for field in fields}
    found = []
    for name, label in _TOLD:
        if name not in by_name:
            continue
        values = [one for one in by_name[name].values if not one.rejected]
        sketch.learn_rows(one.leads_to for one in values if one.leads_to)
        rows = [
            sketch.listed(one.leads_to, "; ".join(one.remarks))
            if one.leads_to
            else Listed(sketch.ref, _words(one), "", "; ".join(one.remarks))
            for one in values
        ]
        found.append(Group(_(label), tuple(rows)))
    return [group for group in found if group.rows]


def _words(value: Value) -> str:
    """What is masked is not told in passing: the field shows it to whom asks."""
    return _("(hidden)") if value.masked else value.words


def _whole(acts: Acts) -> list[Group]:
    """Who is alleged to have acted in the incident as a whole, not in a single act."""
    rows = tuple(Listed(one.ref, one.title, "", "; ".join(one.remarks)) for one in acts.in_whole())
    return [Group(_("Alleged involvement in the whole incident"), rows)] if rows else []

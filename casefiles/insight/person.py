"""A person and all that stands around them, for the person's page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from casefiles.insight.fields import Field, Value
from casefiles.insight.kin import Relative, is_kinship, relatives
from casefiles.insight.life import LifePoint, life
from casefiles.insight.parts import Mentioned, Sketch
from casefiles.insight.rows import Group, Listed, is_part
from casefiles.insight.struck import IncidentRole, Roles
from casefiles.ledger.reader import Incoming, Reader, Statement
from casefiles.model.ids import Ref
from casefiles.model.kinds import BY_NAME
from casefiles.model.sensitivity import Sensitivity
from casefiles.model.values import TermValue
from casefiles.model.vocabulary import load
from casefiles.text import N_, _, language, many

__all__ = [
    "Group",
    "IncidentRole",
    "LifePoint",
    "Listed",
    "Mentioned",
    "PersonPicture",
    "Relative",
    "person_picture",
]

_RISKS = {
    "minor": N_("A child"),
    "informant": N_("Informant: protect"),
    "case_name": N_("Published under a case name only"),
}
_TOLD_ELSEWHERE = frozenset(
    (("act", "victim"), ("involvement", "perpetrator"), ("incident", "exile"))
)
_MOST_FUNCTIONS = 3


@dataclass(frozen=True, slots=True)
class PersonPicture:
    """A person. `not_known`: (property, label) of what matters and is missing."""

    ref: Ref
    title: str
    names: tuple[Value, ...]
    functions: str
    counts: tuple[str, ...]
    fields: tuple[Field, ...]
    relatives: tuple[Relative, ...]
    incidents: tuple[IncidentRole, ...]
    groups: tuple[Group, ...]
    life: tuple[LifePoint, ...]
    sources: tuple[Mentioned, ...]
    not_known: tuple[tuple[str, str], ...]
    risk: tuple[str, ...]
    members: int


def person_picture(reader: Reader, ref: Ref) -> PersonPicture:
    """Everything the page of a person shows."""
    sketch = Sketch(reader, ref)
    known = sketch.known
    incoming = sketch.incoming()
    kin = [one for one in incoming if is_kinship(known, one.origin)]
    roles = Roles(sketch, incoming)
    rest = [one for one in incoming if _elsewhere(one, kin)]
    sketch.learn_rows(roles.incidents)
    statements = _resting(sketch, incoming)
    fields = sketch.fields.of(ref)
    relations = relatives(sketch, kin)
    incidents = roles.told()
    sources = sketch.sources(statements)
    return PersonPicture(
        ref=ref,
        title=sketch.names.of(ref),
        names=_names(ref, fields),
        functions=_functions(fields),
        counts=_counts(roles, len(incidents), relations, sources),
        fields=fields,
        relatives=relations,
        incidents=incidents,
        groups=_groups(sketch, rest),
        life=life(sketch, [*roles.incidents, *(one.origin for one in rest)]),
        sources=sources,
        not_known=sketch.not_known(),
        risk=_risk(sketch),
        members=sketch.members,
    )


def _elsewhere(one: Incoming, kin: Sequence[Incoming]) -> bool:
    return (one.origin.kind, one.property) not in _TOLD_ELSEWHERE and one not in kin


def _resting(sketch: Sketch, incoming: Sequence[Incoming]) -> list[Statement]:
    """Every statement about the person: their own, those of their parts, and each link to them."""
    known = sketch.known
    whole = [sketch.ref, *(one.origin for one in incoming if is_part(one.origin))]
    found = [s for one in dict.fromkeys(whole) for said in known.said(one).values() for s in said]
    for one in incoming:
        if not is_part(one.origin):
            found += sketch.behind(one)
    return found


def _names(ref: Ref, fields: Iterable[Field]) -> tuple[Value, ...]:
    by_name = {field.name: field for field in fields}
    titles = BY_NAME[ref.kind].words.title
    told = (value for name in titles if name in by_name for value in by_name[name].values)
    return tuple(value for value in told if not value.rejected)


def _functions(fields: Iterable[Field]) -> str:
    """What the person does or did, in a line."""
    by_name = {field.name: field for field in fields}
    for name in ("function", "occupation"):
        if name in by_name:
            words = [one.words for one in by_name[name].values if not one.rejected]
            return "; ".join(words[:_MOST_FUNCTIONS])
    return ""


def _counts(
    roles: Roles, incidents: int, kin: Sequence[Relative], sources: Sequence[Mentioned]
) -> tuple[str, ...]:
    people = len({one.ref for one in kin})
    told = [
        _("victim") if roles.victim else "",
        _("alleged perpetrator") if roles.perpetrator else "",
        many("{n} incident", "{n} incidents", incidents) if incidents else "",
        many("{n} relative", "{n} relatives", people) if people else "",
        many("{n} source", "{n} sources", len(sources)) if sources else "",
    ]
    return tuple(filter(None, told))


def _groups(sketch: Sketch, rest: Sequence[Incoming]) -> tuple[Group, ...]:
    """Posts, proceedings, measures ... under the words by which they lead to the person."""
    tags = sketch.known.targets(sketch.ref, "tag")
    sketch.learn_rows(tags)
    tagged = [sketch.group(_("Tags"), tags)] if tags else []
    return (*sketch.groups(rest), *tagged)


def _risk(sketch: Sketch) -> tuple[str, ...]:
    """What to think of before anything about this person is shown or said."""
    told = [_(words) for name, words in _RISKS.items() if _is_so(sketch, name)]
    summary = sketch.known.summary(sketch.ref)
    if summary and summary.sensitivity > Sensitivity.OPEN:
        level = summary.sensitivity.name.lower()
        told.append(load("sensitivity").label(level, language()))
    return tuple(told)


def _is_so(sketch: Sketch, name: str) -> bool:
    said = sketch.known.of(sketch.ref, name)
    return any(one.claim.value == TermValue("yes") for one in said)

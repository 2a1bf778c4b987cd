"""What belongs in a dossier on a person: the records around them that the view shows, in order."""

from dataclasses import dataclass

from casefiles.dossier.kin import Kin, kin_of
from casefiles.dossier.pen import Pen
from casefiles.model.dates import UncertainDate
from casefiles.model.ids import Ref
from casefiles.model.kinds import BY_NAME

_NEVER = 10**9


@dataclass(frozen=True, slots=True)
class Circle:
    """A person and the records that the sections write about, each in the order of time."""

    person: Ref
    kin: tuple[Kin, ...]
    posts: tuple[Ref, ...]
    relations: tuple[Ref, ...]
    incidents: tuple[Ref, ...]
    events: tuple[Ref, ...]
    proceedings: tuple[Ref, ...]
    measures: tuple[Ref, ...]
    assets: tuple[Ref, ...]
    replies: tuple[Ref, ...]


def circle(person: Ref, pen: Pen) -> Circle:
    """Gather the circle of a person."""
    view = pen.view
    kin = kin_of(person, view)
    by_kinship = {one.relation for one in kin}
    relations = view.linking(person, "relation", "who", "whose")
    incidents = _incidents(person, pen)
    proceedings = view.linking(person, "proceeding", "defendant", "counsel")
    measures = view.linking(person, "measure", "against")
    events = view.linking(person, "event", "participant", "organiser")
    about = (person, *incidents, *proceedings, *measures, *events)
    replies = dict.fromkeys(reply for ref in about for reply in view.linking(ref, "reply", "about"))
    return Circle(
        person=person,
        kin=tuple(kin),
        posts=in_time(view.linking(person, "post", "person"), pen),
        relations=tuple(one for one in relations if one not in by_kinship),
        incidents=in_time(incidents, pen),
        events=in_time(events, pen),
        proceedings=in_time(proceedings, pen),
        measures=in_time(measures, pen),
        assets=in_time(view.linking(person, "asset", "owner"), pen),
        replies=in_time(tuple(replies), pen),
    )


def in_time(refs: tuple[Ref, ...], pen: Pen) -> tuple[Ref, ...]:
    """In the order of their main dates, the undated last, then by title."""

    def key(ref: Ref) -> tuple[int, int, str, Ref]:
        names = BY_NAME[ref.kind].dated_by
        date = next((found for name in names if (found := pen.date(ref, name))), None)
        return *moment(date), pen.view.own_title(ref), ref

    return tuple(sorted(refs, key=key))


def moment(date: UncertainDate | None) -> tuple[int, int]:
    """Where a date stands in a chronology: "2017 or earlier" beside 2017, no date at the end."""
    if date is None:
        return _NEVER, _NEVER
    first, last = date.sort_key
    return (first if date.earliest else last), last


def acts_of(incident: Ref, pen: Pen) -> tuple[Ref, ...]:
    """The acts of an incident in the order of victims and kinds of act."""
    acts = in_time(pen.view.linking(incident, "act", "incident"), pen)
    return tuple(sorted(acts, key=lambda act: (pen.every(act, "victim"), pen.every(act, "act"))))


def _incidents(person: Ref, pen: Pen) -> tuple[Ref, ...]:
    """Done to the person, because of them, or allegedly by them."""
    view = pen.view
    found = list(view.linking(person, "incident", "exile"))
    acts = list(view.linking(person, "act", "victim"))
    for involvement in view.linking(person, "involvement", "perpetrator"):
        found += view.targets(involvement, "incident")
        acts += view.targets(involvement, "act")
    for act in acts:
        found += view.targets(act, "incident")
    return tuple(dict.fromkeys(ref for ref in found if view.shown(ref)))

"""In which incidents a person stands, and as what: victim, alleged perpetrator, the one meant."""

from collections.abc import Sequence
from dataclasses import dataclass

from casefiles.insight.parts import Sketch
from casefiles.ledger.reader import Incoming, Statement
from casefiles.model.ids import Ref
from casefiles.model.kinds import BY_NAME
from casefiles.model.phrases import inside, value_in_words
from casefiles.text import _

_ROLES = ("exile", "victim", "perpetrator")


@dataclass(frozen=True, slots=True)
class IncidentRole:
    """An incident (an act, where none holds it) and what the person was in it."""

    ref: Ref
    title: str
    date: str
    roles: tuple[str, ...]
    remarks: tuple[str, ...]


class Roles:
    """Gathers incidents from what leads to a person; its parts must have been learnt."""

    def __init__(self, sketch: Sketch, incoming: Sequence[Incoming]) -> None:
        self._sketch = sketch
        self._acts: dict[Ref, dict[str, None]] = {}
        self._deeds: dict[Ref, dict[str, None]] = {}
        self._meant: dict[Ref, None] = {}
        self._resting: dict[Ref, list[Statement]] = {}
        links = {name: [one for one in incoming if one.property == name] for name in _ROLES}
        self._learn(links)
        for one in links["exile"]:
            self._aimed(one)
        for one in links["victim"]:
            self._suffered(one)
        for one in links["perpetrator"]:
            self._did(one)

    @property
    def incidents(self) -> tuple[Ref, ...]:
        """All of them, each once."""
        return tuple(self._resting)

    @property
    def victim(self) -> bool:
        """Whether any act struck the person."""
        return bool(self._acts)

    @property
    def perpetrator(self) -> bool:
        """Whether anything is laid at the person's door."""
        return bool(self._deeds)

    def told(self) -> tuple[IncidentRole, ...]:
        """In the order of time."""
        return tuple(self._told(ref) for ref in self._sketch.in_time(self._resting))

    def _learn(self, links: dict[str, list[Incoming]]) -> None:
        known = self._sketch.known
        acts = (act for one in links["perpetrator"] for act in known.targets(one.origin, "act"))
        known.learn(acts, "incident", "act")

    def _aimed(self, one: Incoming) -> None:
        self._meant[one.origin] = None
        self._rest(one.origin, one)

    def _suffered(self, one: Incoming) -> None:
        for incident in self._incidents_of(one.origin):
            self._acts.setdefault(incident, {})[self._first(one.origin, "act")] = None
            self._rest(incident, one)

    def _did(self, one: Incoming) -> None:
        known = self._sketch.known
        found = list(known.targets(one.origin, "incident"))
        for act in known.targets(one.origin, "act"):
            found += self._incidents_of(act)
        for incident in dict.fromkeys(found):
            self._deeds.setdefault(incident, {})[self._first(one.origin, "degree")] = None
            self._rest(incident, one)

    def _incidents_of(self, act: Ref) -> tuple[Ref, ...]:
        return self._sketch.known.targets(act, "incident") or (act,)

    def _rest(self, incident: Ref, one: Incoming) -> None:
        """Remember the statement that puts the person there, for what it is worth."""
        self._resting.setdefault(incident, []).extend(self._sketch.behind(one))

    def _first(self, ref: Ref, name: str) -> str:
        prop = BY_NAME[ref.kind].properties[name]
        said = self._sketch.known.shown(ref, name)
        return inside(value_in_words(prop, said[0].claim.value)) if said else ""

    def _told(self, ref: Ref) -> IncidentRole:
        row = self._sketch.listed(ref)
        told = []
        if ref in self._meant:
            told.append(_("exile it was aimed at"))
        if ref in self._acts:
            told.append(_with(_("victim"), self._acts[ref]))
        if ref in self._deeds:
            told.append(_with(_("alleged perpetrator"), self._deeds[ref]))
        remarks = self._sketch.certainty(self._resting[ref])
        return IncidentRole(ref, row.title, row.date, tuple(told), remarks)


def _with(role: str, what: dict[str, None]) -> str:
    """ "victim: interrogation, dismissal"; the bare role where nothing more is said."""
    words = ", ".join(filter(None, what))
    return f"{role}: {words}" if words else role

"""The acts of an incident, a row each: who suffered, who is alleged to have acted, where, when."""

from collections.abc import Sequence
from dataclasses import dataclass

from casefiles.insight.fields import Cited, masked
from casefiles.insight.kin import is_kinship, kinship_word
from casefiles.insight.parts import Sketch
from casefiles.ledger.reader import Incoming, Statement
from casefiles.model.ids import Ref
from casefiles.model.kinds import BY_NAME
from casefiles.model.phrases import inside
from casefiles.text import _

_MANNER = ("asset", "method", "account", "harm")


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody or some place in an act, with what should be known about their standing there."""

    ref: Ref
    title: str
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ActRow:
    """One act. `when` and `account` may be empty; `independent` is the least number of origins."""

    ref: Ref
    act: str
    suffered: tuple[Party, ...]
    acted: tuple[Party, ...]
    where: tuple[Party, ...]
    when: str
    account: str
    sources: int
    independent: int
    cited: tuple[Cited, ...]


class Acts:
    """The acts of one incident with the involvements in them; all is fetched at the start."""

    def __init__(self, sketch: Sketch, incoming: Sequence[Incoming]) -> None:
        self._sketch = sketch
        known = sketch.known
        self.acts = _once(incoming, "act")
        whole = _once(incoming, "involvement")
        by_act = known.incoming(self.acts, "act")
        self._in_act = {act: _once(by_act[act], "involvement") for act in self.acts}
        self._whole = [one for one in whole if not known.targets(one, "act")]
        involved = [one for found in self._in_act.values() for one in found]
        known.learn([*self.acts, *involved])
        self.parts = tuple(dict.fromkeys([*self.acts, *involved, *self._whole]))
        self._learn_kin()

    def rows(self) -> tuple[ActRow, ...]:
        """In the order of time, then of kinds of act and victims."""
        self._sketch.names.learn(self.acts)
        return tuple(self._row(act) for act in self._sketch.in_time(self.acts))

    def in_whole(self) -> tuple[Party, ...]:
        """Those who are alleged to have acted in no single act, but in the incident."""
        return tuple(party for one in self._whole for party in self._perpetrators(one))

    def alleged(self) -> tuple[tuple[Ref, Statement], ...]:
        """Every alleged perpetrator with the statement that says so."""
        known = self._sketch.known
        parts = [one for one in self.parts if one.kind == "involvement"]
        said = [one for part in parts for one in known.of(part, "perpetrator")]
        found = ((known.target(one), one) for one in said)
        return tuple((ref, one) for ref, one in found if ref is not None)

    def _learn_kin(self) -> None:
        """The relations between those struck and the exiles because of whom it was done."""
        known = self._sketch.known
        self._exiles = known.targets(self._sketch.ref, "exile")
        people = {victim for act in self.acts for victim in known.targets(act, "victim")}
        incoming = known.incoming(self._exiles, "who", "whose")
        relations = {one.origin for found in incoming.values() for one in found}
        known.learn(sorted(relations))
        self._kinship: dict[Ref, list[str]] = {one: [] for one in people}
        for exile in self._exiles:
            for one in incoming[exile]:
                self._relate(exile, one)

    def _relate(self, exile: Ref, one: Incoming) -> None:
        known = self._sketch.known
        if not is_kinship(known, one.origin):
            return
        end = "whose" if one.property == "who" else "who"
        word = inside(kinship_word(known.of(one.origin, "kinship"), end))
        exiles_name = self._sketch.names.of(exile)
        words = _("{kinship} of {name}").format(kinship=word, name=exiles_name)
        for other in known.targets(one.origin, end):
            # A relative without a name may be called just that already.
            told = self._kinship.get(other)
            if told is not None and words not in (*told, self._sketch.names.of(other)):
                told.append(words)

    def _row(self, act: Ref) -> ActRow:
        sketch, known = self._sketch, self._sketch.known
        involved = self._in_act[act]
        said = [s for part in (act, *involved) for told in known.said(part).values() for s in told]
        origins = known.origins(sketch.fields.sources(said))
        when = known.date(act, "when")
        return ActRow(
            ref=act,
            act=self._words(act, "act") or _(BY_NAME["act"].words.one),
            suffered=self._parties(act, "victim", self._kinship),
            acted=tuple(party for one in involved for party in self._perpetrators(one)),
            where=self._parties(act, "place", {}),
            when=when.label() if when else "",
            account="; ".join(filter(None, (self._words(act, one) for one in _MANNER))),
            sources=origins.sources,
            independent=origins.least,
            cited=sketch.fields.cited(said),
        )

    def _words(self, ref: Ref, name: str) -> str:
        """All values of a property; words of free text only as far as they are not masked."""
        said = self._sketch.known.shown(ref, name)
        if not BY_NAME[ref.kind].properties[name].vocabulary:
            said = [one for one in said if not masked(ref, [one])]
        words = (self._sketch.fields.words(ref, one) for one in said)
        return ", ".join(dict.fromkeys(filter(None, words)))

    def _parties(self, act: Ref, name: str, more: dict[Ref, list[str]]) -> tuple[Party, ...]:
        sketch = self._sketch
        found: dict[Ref, list[Statement]] = {}
        for one in sketch.known.of(act, name):
            target = sketch.known.target(one)
            if target is not None and not sketch.known.trashed(target):
                found.setdefault(target, []).append(one)
        return tuple(
            Party(ref, sketch.names.of(ref), (*more.get(ref, ()), *sketch.certainty(said)))
            for ref, said in found.items()
        )

    def _perpetrators(self, involvement: Ref) -> list[Party]:
        """With degree, certainty, on whose word, and the basis."""
        degree, basis = (self._words(involvement, name) for name in ("degree", "basis"))
        return [
            Party(one.ref, one.title, tuple(filter(None, (inside(degree), *one.remarks, basis))))
            for one in self._parties(involvement, "perpetrator", {})
        ]


def _once(incoming: Sequence[Incoming], kind: str) -> list[Ref]:
    return list(dict.fromkeys(one.origin for one in incoming if one.origin.kind == kind))

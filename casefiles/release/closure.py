"""Which records go along with the chosen ones, so that what leaves can be understood alone.

A person goes with its relations and relatives, posts, acts, involvements, incidents, proceedings,
measures, assets, replies and promises; an incident with its acts and involvements; a case with its
members. What these name goes along as far as it must: places and organisations with what they are
part of, the triggering events, the sources cited. Persons who are only named in them (another
victim, counsel, an officer) go by their names alone. Notes, consents and submissions never go.

Every step is seen through a `View`, so nothing is reached by a way the audience may not know.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from casefiles.ledger.reader import Statement
from casefiles.model.ids import Ref
from casefiles.model.kinds import BY_NAME
from casefiles.model.properties import Role
from casefiles.model.values import Link
from casefiles.release.view import Standing, View

_GOES_WITH: Mapping[str, tuple[tuple[str, str], ...]] = {
    "person": (
        ("relation", "who"),
        ("relation", "whose"),
        ("post", "person"),
        ("act", "victim"),
        ("involvement", "perpetrator"),
        ("incident", "exile"),
        ("proceeding", "defendant"),
        ("measure", "against"),
        ("asset", "owner"),
        ("reply", "about"),
        ("commitment", "about"),
    ),
    "organisation": (
        ("relation", "who"),
        ("relation", "whose"),
        ("act", "victim"),
        ("proceeding", "defendant"),
        ("measure", "against"),
        ("reply", "about"),
    ),
    "event": (("incident", "retaliation_for"), ("incident", "to_prevent"), ("reply", "about")),
    "incident": (
        ("act", "incident"),
        ("involvement", "incident"),
        ("reply", "about"),
        ("commitment", "about"),
    ),
    "act": (("involvement", "act"),),
    "proceeding": (("reply", "about"), ("commitment", "about")),
    "measure": (("reply", "about"),),
}
"""For each kind, the parts that come with it: their kind, and the property that leads here."""

_WHOLE_OF: Mapping[str, tuple[str, ...]] = {
    "act": ("incident",),
    "involvement": ("act", "incident"),
}
"""Parts that bring the whole they are part of."""

_STAYS = frozenset({"task", "consent", "submission"})
_NAMED_KINDS = frozenset({"place", "organisation", "source", "event", "tag"})
"""Unless chosen, these lead on only to what they are part of."""

_UPWARD = ("part_of", "broader", "place", "publisher", "derives_from", "copy_of")
_KIN = ("who", "whose")


@dataclass(slots=True)
class Closure:
    """`whole`: records with all that may be told of them. `named`: persons by name alone.
    `chosen`: those asked for, and the members of chosen cases."""

    chosen: list[Ref] = field(default_factory=list)
    whole: dict[Ref, None] = field(default_factory=dict)
    named: dict[Ref, None] = field(default_factory=dict)

    @property
    def refs(self) -> tuple[Ref, ...]:
        """All of them, each once."""
        return (*self.whole, *self.named)

    def counts(self) -> Mapping[str, int]:
        """How many records of each kind go along."""
        return Counter(ref.kind for ref in self.refs)

    def told(self, view: View, ref: Ref) -> Iterator[Statement]:
        """The statements of one of its records that go along."""
        for name, statements in view.said(ref).items():
            prop = BY_NAME[ref.kind].properties.get(name)
            if ref in self.whole or (prop is not None and prop.role is Role.NAME):
                yield from statements


def closure(view: View, refs: Iterable[Ref]) -> Closure:
    """What goes with these records."""
    found = Closure()
    for ref in dict.fromkeys(refs):
        found.chosen.append(ref)
        if ref.kind == "case":
            found.chosen += [one for one in view.targets(ref, "member") if one not in found.chosen]
    waiting = [ref for ref in found.chosen if _goes(view, ref)]
    while waiting:
        ref = waiting.pop()
        if ref not in found.whole:
            found.whole[ref] = None
            waiting.extend(_parts(view, ref))
    for ref in list(found.whole):
        if ref.kind == "relation":
            kin = (other for name in _KIN for other in view.targets(ref, name))
            found.whole |= dict.fromkeys(other for other in kin if _goes(view, other))
    _add_named(view, found)
    return found


def _parts(view: View, ref: Ref) -> list[Ref]:
    origins = [
        origin
        for kind, name in _GOES_WITH.get(ref.kind, ())
        for origin in view.linking(ref, kind, name)
    ]
    wholes = [other for name in _WHOLE_OF.get(ref.kind, ()) for other in view.targets(ref, name)]
    return [other for other in (*origins, *wholes) if _goes(view, other)]


def _add_named(view: View, found: Closure) -> None:
    """What the records name: places, organisations, events, sources, persons by name."""
    core = {ref for ref in found.whole if ref in found.chosen or ref.kind not in _NAMED_KINDS}
    waiting = list(found.whole)
    while waiting:
        ref = waiting.pop()
        for other in _named_by(view, found, ref, everything=ref in core):
            if other in found.whole or other in found.named or not _goes(view, other):
                continue
            into = found.named if other.kind == "person" else found.whole
            into[other] = None
            waiting.append(other)


def _named_by(view: View, found: Closure, ref: Ref, *, everything: bool) -> list[Ref]:
    named: list[Ref | None] = []
    for statement in found.told(view, ref):
        claim = statement.claim
        if isinstance(claim.value, Link) and (everything or claim.property in _UPWARD):
            named.append(view.target(statement))
        named += [view.known(cite.source) for cite in claim.citations]
        if claim.who is not None:
            named.append(view.known(claim.who))
    return [other for other in named if other is not None]


def _goes(view: View, ref: Ref) -> bool:
    return ref.kind not in _STAYS and view.standing(ref) is Standing.SHOWN

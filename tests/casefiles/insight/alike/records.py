"""Records to compare, in few words."""

from collections.abc import Sequence

from casefiles.insight.alike.looking import look
from casefiles.insight.alike.weighing import Pair
from casefiles.model.dates import UncertainDate
from casefiles.model.ids import RecordId, Ref
from casefiles.model.values import Link, Point, TermValue, Text, Value, When
from casefiles.operations.recording import Said, add_record
from casefiles.vault import Vault

_TERMS = (
    "sex",
    "informant",
    "case_name",
    "place_type",
    "organisation_type",
    "kinship",
    "relation_type",
)


def value(name: str, words: str | Ref | Point) -> Value:
    """What these words say of that property."""
    if isinstance(words, Ref):
        return Link(words.id)
    if isinstance(words, Point):
        return words
    if name in ("born", "died", "published", "founded"):
        return When(UncertainDate(words))
    return TermValue(words) if name in _TERMS else Text(words)


def record(vault: Vault, kind: str, *names: str, **said: str | Ref | Point) -> Ref:
    """A record of these names, of which this is said."""
    title = "title" if kind == "source" else "name"
    told = [Said(title, Text(name)) for name in names]
    told += [Said(name, value(name, words)) for name, words in said.items()]
    return add_record(vault, kind=kind, said=told)


def relatives(vault: Vault, one: Ref, other: Ref, kinship: str = "brother") -> Ref:
    """A relation of kinship between two."""
    return record(vault, "relation", who=one, whose=other, relation_type="kinship", kinship=kinship)


def detained_together(vault: Vault, *victims: Ref) -> Ref:
    """An incident with an act against each."""
    incident = add_record(vault, kind="incident", said=[Said("title", Text("A raid"))])
    for victim in victims:
        acts = [Said("incident", Link(incident.id)), Said("victim", Link(victim.id))]
        add_record(vault, kind="act", said=acts)
    return incident


def found(vault: Vault, kind: str = "person", *, kin: bool = False) -> list[Pair]:
    """The pairs of a kind that are offered: as one, or as relatives."""
    every = look(vault.ledger, kind, frozenset())
    return [one for one in every if one.kin is kin]


def ends(*refs: Ref) -> frozenset[bytes]:
    """Two records as the ends of a pair."""
    return frozenset(bytes(ref.id) for ref in refs)


def offered(pairs: Sequence[Pair]) -> set[frozenset[bytes]]:
    """The ends of these pairs."""
    return {one.ends for one in pairs}


def reasons(pair: Pair) -> set[str]:
    """The names of its reasons."""
    return {one.about for one in pair.reasons}


def refs(pair: Pair) -> tuple[Ref, Ref]:
    """Its records."""
    return Ref(pair.kind, RecordId(pair.one)), Ref(pair.kind, RecordId(pair.other))

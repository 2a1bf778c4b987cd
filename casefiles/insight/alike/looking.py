"""Looking through all records of a kind for pairs that may be one; and at one pair again."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from casefiles.insight.alike import organisations, persons, places, sources
from casefiles.insight.alike.facts import COMPARED, Facts, gather
from casefiles.insight.alike.sources import Nearness
from casefiles.insight.alike.weighing import Pair, Tell
from casefiles.ledger.ledger import Ledger

KINDS: Sequence[str] = tuple(COMPARED)
_MOST = 2000
"""So many pairs of a kind are kept, the best ones: a person decides one after the other."""
_MOST_KIN = 500
_MOST_FOR_ONE = 8

_PAIRS: Mapping[str, Callable[..., Iterable[Pair]]] = {
    "person": persons.pairs,
    "organisation": organisations.pairs,
    "place": places.pairs,
    "source": sources.pairs,
}


def look(
    ledger: Ledger,
    kind: str,
    decided: frozenset[frozenset[bytes]],
    *,
    near: Nearness | None = None,
    tell: Tell = lambda _done, _total: None,
) -> tuple[Pair, ...]:
    """The pairs that may be one and were not decided, the best first; relatives last."""
    facts = gather(ledger, kind)
    more = (near or {},) if kind == "source" else ()
    found = sorted(_PAIRS[kind](facts, decided, tell, *more), key=_order)
    alike = _few_each(one for one in found if not one.kin)
    ends = {one.ends for one in alike}
    kin = _few_each(one for one in found if one.kin and one.ends not in ends)
    return (*alike[:_MOST], *kin[:_MOST_KIN])


def look_again(ledger: Ledger, pair: Pair, near: Nearness | None = None) -> Pair:
    """The pair with its reasons as they are now; as it was if they no longer are enough."""
    facts = gather(ledger, pair.kind, pair.ends)
    if len(facts) < len(pair.ends):
        return pair
    return _weighed_again(pair, facts[pair.one], facts[pair.other], near or {}) or pair


def _weighed_again(pair: Pair, a: Facts, b: Facts, near: Nearness) -> Pair | None:
    match pair.kind:
        case "person":
            return persons.weigh_kin(a, b) if pair.kin else persons.weigh(a, b)
        case "organisation":
            return organisations.weigh(a, b)
        case "place":
            return places.weigh(a, b)
        case _:
            return sources.weigh(a, b, near)


def _order(pair: Pair) -> tuple[bool, float, bytes, bytes]:
    return pair.kin, -pair.score, pair.one, pair.other


def _few_each(found: Iterable[Pair]) -> list[Pair]:
    """No record is offered with more others than anybody would go through."""
    count: Counter[bytes] = Counter()
    kept = []
    for one in found:
        if all(count[end] < _MOST_FOR_ONE for end in one.ends):
            count.update(one.ends)
            kept.append(one)
    return kept

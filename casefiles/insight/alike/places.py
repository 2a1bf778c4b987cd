"""Places that may be one: by name, by what they are part of, and by where they lie."""

from collections.abc import Hashable, Iterator, Mapping
from functools import lru_cache
from itertools import product
from math import asin, cos, radians, sin, sqrt

from casefiles.insight.alike.facts import Facts
from casefiles.insight.alike.keys import meeting, sounds
from casefiles.insight.alike.weighing import Pair, Reason, Tell, on_terms, weighed
from casefiles.insight.alike.wordwise import telling, wordwise
from casefiles.model.values import Point
from casefiles.model.vocabulary import load
from casefiles.names.fold import fold, words
from casefiles.stopping import pause

NAMES = ("name", "former_name")
_NEAR_M, _FAR_M = 3_000, 30_000
_PRECISE_M = 5_000
"""Points that are known less precisely than this say little by lying near each other."""
_EARTH_M = 6_371_000


def weigh(a: Facts, b: Facts) -> Pair | None:
    """The two as one place, if enough speaks for it."""
    if b.id in a.inside or a.id in b.inside:
        return None
    every = list(product(a.texts(*NAMES), b.texts(*NAMES)))
    names = next((pair for pair in every if wordwise(*pair, what_places_are()).whole), None)
    if names is None:
        return None
    reasons = [Reason("names agree", 0.6, names, "name"), *_whole(a, b), *_lying(a, b)]
    reasons += on_terms("place_type", a, b, 0.05, -0.25)
    return weighed("place", a, b, reasons)


def pairs(
    every: Mapping[bytes, Facts], decided: frozenset[frozenset[bytes]], tell: Tell
) -> Iterator[Pair]:
    """All that may be one."""
    keyed = {one: list(_keys(facts)) for one, facts in every.items()}
    met = meeting(keyed, lambda one: every[one].inside)
    for number, (one, other) in enumerate(met):
        pause()
        tell(number, len(met))
        if frozenset((one, other)) not in decided and (found := weigh(every[one], every[other])):
            yield found


@lru_cache(1)
def what_places_are() -> frozenset[str]:
    """The words that say what a place is, in every language there is: "district", "село"."""
    terms = load("place_type").terms
    labels = (label for term in terms for label in term.labels.values())
    return frozenset(fold(word) for label in labels for word in words(label))


def _whole(a: Facts, b: Facts) -> Iterator[Reason]:
    """What both are part of: two villages of one name lie in two districts."""
    ours, theirs = a.refs("part_of"), b.refs("part_of")
    if shared := sorted(ours & theirs):
        yield Reason("same link", 0.2, ("part_of", shared[0]))
    elif ours and theirs and (ours & b.inside or theirs & a.inside):
        yield Reason("one inside", 0.1, (min(ours), min(theirs)))
    elif ours and theirs:
        yield Reason("other link", -0.35, ("part_of", min(ours), min(theirs)))


def _lying(a: Facts, b: Facts) -> Iterator[Reason]:
    every = list(product(a.points(), b.points()))
    if not every:
        return
    one, other = min(every, key=lambda pair: metres(*pair))
    apart, blur = metres(one, other), one.within + other.within
    if apart <= _NEAR_M + blur:
        precise = max(one.within, other.within) <= _PRECISE_M
        yield Reason("near", 0.2 if precise else 0.1, (apart,), "point" if precise else "")
    elif apart > _FAR_M + blur:
        yield Reason("far", -0.5, (apart,))


def metres(one: Point, other: Point) -> float:
    """How far apart two points lie, along a great circle."""
    north, south = radians(one.lat), radians(other.lat)
    half = sin((south - north) / 2) ** 2
    half += cos(north) * cos(south) * sin(radians(other.lon - one.lon) / 2) ** 2
    return 2 * _EARTH_M * asin(min(1.0, sqrt(half)))


def _keys(facts: Facts) -> Iterator[Hashable]:
    for name in facts.texts(*NAMES):
        parts = [sorted(sounds(word)) for word in telling(name, what_places_are())]
        yield from (tuple(sorted(chosen)) for chosen in product(*parts[:4]))

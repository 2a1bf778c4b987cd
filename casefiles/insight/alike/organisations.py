"""Organisations that may be one: by name in any script, by abbreviation, and where they stand."""

from collections.abc import Hashable, Iterator, Mapping
from itertools import combinations, product

from casefiles.insight.alike.facts import Facts
from casefiles.insight.alike.keys import meeting, sounds
from casefiles.insight.alike.weighing import (
    Pair,
    Reason,
    Tell,
    on_dates,
    on_links,
    on_terms,
    weighed,
)
from casefiles.insight.alike.wordwise import Wordwise, initials, telling, wordwise
from casefiles.names.fold import fold
from casefiles.stopping import pause

NAMES = ("name", "misprint")
_LEAST_LETTERS = 3


def weigh(a: Facts, b: Facts) -> Pair | None:
    """The two as one organisation, if enough speaks for it."""
    if b.id in a.inside or a.id in b.inside:
        return None
    reasons = [*_called(a, b)]
    if not reasons:
        return None
    reasons += on_links("based_in", a, b, 0.15, -0.2)
    reasons += on_links("part_of", a, b, 0.15, -0.2)
    reasons += on_terms("organisation_type", a, b, 0.05, -0.15)
    reasons += on_dates("founded", a.dates("founded"), b.dates("founded"), identifies=True)
    return weighed("organisation", a, b, reasons)


def pairs(
    every: Mapping[bytes, Facts], decided: frozenset[frozenset[bytes]], tell: Tell
) -> Iterator[Pair]:
    """All that may be one."""
    keyed = {one: list(_keys(facts)) for one, facts in every.items()}
    met = meeting(keyed, lambda one: every[one].refs("based_in", "part_of"))
    for number, (one, other) in enumerate(met):
        pause()
        tell(number, len(met))
        if frozenset((one, other)) not in decided and (found := weigh(every[one], every[other])):
            yield found


def _called(a: Facts, b: Facts) -> Iterator[Reason]:
    names = list(product(a.texts(*NAMES), b.texts(*NAMES)))
    best = max(names, key=lambda pair: _rank(wordwise(*pair)), default=None)
    if best is not None:
        compared = wordwise(*best)
        if compared.whole:
            yield Reason("names agree", 0.75, best, "name")
        elif compared.partly and compared.agreeing > 1:
            yield Reason("names partly", 0.45, best)
    ours, theirs = _short(a), _short(b)
    if shared := sorted(ours.keys() & theirs.keys()):
        told = (ours[shared[0]], theirs[shared[0]])
        yield Reason("same short form", 0.5, told, "abbreviation")
        return
    for short, names_of in ((ours, b), (theirs, a)):
        for name in names_of.texts(*NAMES):
            for letters in initials(name):
                if letters in short:
                    yield Reason("short form of", 0.5, (short[letters], name))
                    return


def _rank(compared: Wordwise) -> tuple[bool, bool, int]:
    return compared.whole, compared.partly, compared.agreeing


def _short(facts: Facts) -> dict[str, str]:
    """Its abbreviations, folded; a name in capitals is one, too."""
    capitals = [one for one in facts.texts(*NAMES) if one.isupper() and " " not in one]
    found = {fold(one): one for one in (*facts.texts("abbreviation"), *capitals)}
    return {folded: one for folded, one in found.items() if len(folded) >= _LEAST_LETTERS}


def _keys(facts: Facts) -> Iterator[Hashable]:
    yield from (("short", one) for one in _short(facts))
    for name in facts.texts(*NAMES):
        yield from (("short", one) for one in initials(name))
        parts = [sounds(word) for word in telling(name)]
        if len(parts) == 1:
            yield from parts[0]
        for one, other in combinations(parts, 2):
            yield from (tuple(sorted(pair)) for pair in product(one, other))

"""Persons that may be one, and persons of one surname that may be relatives.

Names are compared in all their variants; what is known beside them supports or contradicts. Who
stands under a code is compared with nobody: a match would undo what the code is for.
"""

from collections.abc import Hashable, Iterator, Mapping
from functools import lru_cache
from itertools import combinations, product

from casefiles.insight.alike.facts import Facts
from casefiles.insight.alike.keys import meeting, sounds
from casefiles.insight.alike.weighing import (
    ENOUGH,
    Pair,
    Reason,
    Tell,
    on_dates,
    on_links,
    on_words,
    weighed,
)
from casefiles.names.compare import Comparison, compare
from casefiles.names.fold import fold, script
from casefiles.names.parts import Name, Part, parse
from casefiles.names.sounds import likeness
from casefiles.stopping import pause
from casefiles.text import language

_SURNAMES = frozenset(("ov", "ova", "zoda"))
_RARE = 6
"""A surname that so few bear is a reason to ask whether they are a family."""
_COMMON = 5
"""A name that more bear takes something else that agrees."""
_NAMES_ALIKE = 0.8
"""What names weigh that agree in every letter."""
_FEW = 3
"""A bare name that more bear is no reason to ask."""
_LEAST_DIGITS = 5
_CLEARLY = 0.9
_AT_ONCE = 500

Meeting = tuple[bytes, bytes]


def comparable(facts: Facts) -> bool:
    """Whether the person has a name and no secret: nobody coded is ever matched."""
    published = "yes" in facts.terms("case_name")
    coded = bool(facts.texts("code")) or "yes" in facts.terms("informant")
    return bool(facts.texts("name")) and (published or not coded)


def candidates(persons: Mapping[bytes, Facts]) -> dict[Meeting, int]:
    """Pairs worth comparing: two parts of a name agree in sound, or one and the company."""
    keyed = {one: list(_keys(facts)) for one, facts in persons.items()}
    return meeting(keyed, lambda one: _company(persons[one]))


def families(persons: Mapping[bytes, Facts]) -> dict[Meeting, int]:
    """Pairs of one surname, rare or with something else in common."""
    keyed = {one: list(_surnames(facts)) for one, facts in persons.items()}
    return meeting(keyed, lambda one: _near(persons[one]))


def weigh(a: Facts, b: Facts, sharing: int = 2) -> Pair | None:
    """The two as one person, if enough speaks for it; `sharing` so many bear such a name."""
    if b.id in a.kin or a.id in b.kin:
        return None
    if not (a.texts("name") and b.texts("name")):
        return None  # whom nobody named; what was left open may speak of them all the same
    known = list(_known(a, b))
    if sharing > _COMMON and not any(one.weight > 0 for one in known):
        return None
    if _NAMES_ALIKE + sum(one.weight for one in known) < ENOUGH:
        return None  # however alike the names are
    names, compared = _best(a, b)
    if compared.verdict == "different":
        return None
    return weighed("person", a, b, [*_named(names, compared, sharing), *known])


def weigh_kin(a: Facts, b: Facts, sharing: int = _RARE) -> Pair | None:
    """The two as relatives: one surname, two given names, and a reason to ask."""
    a, b = (a, b) if a.id < b.id else (b, a)
    if b.id in a.kin:
        return None
    surnames = [
        (ours[1], theirs[1])
        for ours, theirs in product(_marked(a), _marked(b))
        if _surnames_alike(ours[0], theirs[0]) >= _CLEARLY
    ]
    if not surnames:
        return None
    names = min(surnames, key=_in_two_scripts)
    near = _near_each_other(a, b)
    base = 0.6 if sharing <= _RARE else 0.45
    return weighed("person", a, b, [Reason("one surname", base, names), *near], kin=True)


def _best(a: Facts, b: Facts) -> tuple[tuple[str, str], Comparison]:
    """The two names that agree best, whoever is asked first.

    Where both are known by a full name the short ones do not count: two bare surnames agree
    between any two of a family.
    """
    a, b = (a, b) if a.id < b.id else (b, a)
    ours, theirs = a.texts("name"), b.texts("name")
    full = list(filter(_full, ours)), list(filter(_full, theirs))
    pairs_of_names = product(*full) if all(full) else product(ours, theirs)
    every = [(names, _compared(language(), *names)) for names in pairs_of_names]
    order = {"same": 2, "unsure": 1, "different": 0}
    return max(
        every,
        key=lambda one: (order[one[1].verdict], one[1].same, not _in_two_scripts(one[0])),
    )


def _in_two_scripts(names: tuple[str, str]) -> bool:
    """Whether a reader could not compare them letter by letter."""
    return script(names[0]) != script(names[1])


@lru_cache(65536)
def _compared(_language: str, one: str, other: str) -> Comparison:
    """`compare`, remembered: in a large file the same names meet again and again."""
    return compare(one, other)


def _named(names: tuple[str, str], compared: Comparison, sharing: int) -> Iterator[Reason]:
    told = (*names, *compared.why)
    if compared.verdict == "same":
        identifies = "name" if compared.same >= _CLEARLY else ""
        yield Reason("names agree", _NAMES_ALIKE - 0.6 * (1 - compared.same), told, identifies)
    else:
        yield Reason("names may agree", 0.3 + 0.4 * compared.same, told)
        if not any(map(_full, names)) and fold(names[0]) == fold(names[1]) and sharing <= _FEW:
            yield Reason("nothing else", 0.1)
    if sharing > _COMMON:
        yield Reason("common name", -0.1, (sharing,))


def _known(a: Facts, b: Facts) -> Iterator[Reason]:
    """What supports or contradicts, beside the name."""
    yield from on_dates("born", a.dates("born"), b.dates("born"), identifies=True)
    yield from on_dates("died", a.dates("died"), b.dates("died"))
    sexes = a.terms("sex") - {"unknown"}, b.terms("sex") - {"unknown"}
    if all(sexes) and not sexes[0] & sexes[1]:
        yield Reason("other term", -0.5, ("sex", min(sexes[0]), min(sexes[1])))
    for name in ("papers", "contact"):
        if _digits(a, name) & _digits(b, name):
            yield Reason("same number", 0.4, (name,), name)
    for name in ("function", "occupation"):
        yield from on_words(name, a, b, 0.12)
    yield from _near_each_other(a, b)


def _near_each_other(a: Facts, b: Facts) -> Iterator[Reason]:
    """Places, family and company that both have."""
    for name in ("birthplace", "lives_in"):
        yield from on_links(name, a, b, 0.1)
    if shared := sorted(a.kin & b.kin):
        yield Reason("kin", 0.25, tuple(shared[:2]))
    if shared := sorted((a.around & b.around) - (a.kin & b.kin)):
        yield Reason("company", 0.15 if len(shared) < 2 else 0.25, tuple(shared[:2]))


def _digits(facts: Facts, name: str) -> set[str]:
    """Numbers of papers and telephones, however they are spaced and in whatever letters."""
    bare = (fold(text).replace(" ", "") for text in facts.texts(name))
    return {one for one in bare if sum(c.isdigit() for c in one) >= _LEAST_DIGITS}


@lru_cache(65536)
def _name(text: str) -> Name:
    return parse(text)


def _parts(text: str) -> list[frozenset[str]]:
    return [sounds(part.written) for part in _name(text).full]


def _keys(facts: Facts) -> Iterator[Hashable]:
    for text in facts.texts("name"):
        parts = _parts(text)
        if not _full(text):
            yield "bare", fold(text)
        for one, other in combinations(parts, 2):
            yield from (tuple(sorted(pair)) for pair in product(one, other))
        for where in facts.around:
            yield from ((where, key) for part in parts for key in part)
    for name in ("papers", "contact"):
        yield from ((name, number) for number in _digits(facts, name))


def _company(facts: Facts) -> Iterator[Hashable]:
    """What tells bearers of a common name apart."""
    yield from _near(facts)
    for date in facts.dates("born"):
        if date.earliest and date.latest and date.latest.year - date.earliest.year <= 1:
            yield from (("born", one.year) for one in (date.earliest, date.latest))
    for text in facts.texts("name"):
        yield "as written", fold(text)
        parts = _parts(text)
        if len(parts) > 2:
            yield from (key for part in parts for key in part)


def _near(facts: Facts) -> Iterator[Hashable]:
    yield from facts.around
    yield from (("place", one) for one in facts.refs("birthplace", "lives_in"))


def _surnames(facts: Facts) -> Iterator[Hashable]:
    yield from (key for part, _text in _marked(facts) for key in sounds(part.written))


def _marked(facts: Facts) -> Iterator[tuple[Part, str]]:
    """The parts that are surnames, by their ending, else by standing last; each with its name."""
    for text in facts.texts("name"):
        full = _name(text).full
        if len(full) > 1:
            marked = [part for part in full if part.ending in _SURNAMES] or [full[-1]]
            yield from ((part, text) for part in marked)


def _surnames_alike(one: Part, other: Part) -> float:
    unwritten = one.arabic != other.arabic
    return likeness(one.stem, other.stem, unwritten_vowels=unwritten)


def _full(text: str) -> bool:
    return len(_name(text).full) > 1


def pairs(
    persons: Mapping[bytes, Facts], decided: frozenset[frozenset[bytes]], tell: Tell
) -> Iterator[Pair]:
    """All that may be one, and those that may be relatives: they share the surname alone."""
    shown = {one: facts for one, facts in persons.items() if comparable(facts)}
    alike, kin = candidates(shown), families(shown)
    every = {met for met in {**alike, **kin} if frozenset(met) not in decided}
    for number, met in enumerate(sorted(every)):
        if number % _AT_ONCE == 0:
            pause()
            tell(number, len(every))
        a, b = shown[met[0]], shown[met[1]]
        found = weigh(a, b, alike[met]) if met in alike else None
        if found is None and met in kin and (met not in alike or _differ(a, b)):
            found = weigh_kin(a, b, kin[met])
        if found is not None:
            yield found


def _differ(a: Facts, b: Facts) -> bool:
    return _best(a, b)[1].verdict == "different"

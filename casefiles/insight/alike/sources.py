"""Sources that may be one: the same file, nearly the same words, one title, day and outlet.

What is said to be a copy of another, to derive from it or to be a part of it is another source.
"""

from collections.abc import Hashable, Iterator, Mapping
from itertools import product

from casefiles.insight.alike.facts import Facts
from casefiles.insight.alike.keys import meeting
from casefiles.insight.alike.weighing import Pair, Reason, Tell, on_dates, on_words, weighed
from casefiles.names.fold import fold
from casefiles.stopping import pause

_RELATED = ("copy_of", "derives_from", "part_of")

Nearness = Mapping[frozenset[bytes], float]
"""How much of their words two sources share, 0 to 1, of those that share much."""


def weigh(a: Facts, b: Facts, near: Nearness) -> Pair | None:
    """The two as one source, if enough speaks for it."""
    if b.id in a.refs(*_RELATED) or a.id in b.refs(*_RELATED):
        return None
    reasons = list(_same_bytes(a, b))
    share = near.get(frozenset((a.id, b.id)), 0.0)
    if share and not any(one.about == "same text" for one in reasons):
        reasons.append(Reason("near text", 0.3 + 0.4 * share, (share,), "text"))
    titles = [
        pair
        for pair in product(a.texts("title"), b.texts("title"))
        if fold(pair[0]) and fold(pair[0]) == fold(pair[1])
    ]
    if titles:
        reasons.append(Reason("same title", 0.4, titles[0]))
    reasons += on_words("locator", a, b, 0.5)
    if not reasons:
        return None
    days = on_dates("published", a.dates("published"), b.dates("published"))
    if titles and any(one.about == "same day" for one in days):
        days = [Reason(one.about, one.weight, one.told, "title and day") for one in days]
    reasons += days
    reasons += [*_outlet(a, b), *on_words("author", a, b, 0.1)]
    return weighed("source", a, b, reasons)


def pairs(
    every: Mapping[bytes, Facts],
    decided: frozenset[frozenset[bytes]],
    tell: Tell,
    near: Nearness,
) -> Iterator[Pair]:
    """All that may be one."""
    keyed = {one: list(_keys(facts)) for one, facts in every.items()}
    met = set(meeting(keyed, lambda one: _days(every[one])))
    met |= {(min(ends), max(ends)) for ends in near if all(one in every for one in ends)}
    for number, (one, other) in enumerate(sorted(met)):
        pause()
        tell(number, len(met))
        ends = frozenset((one, other))
        if ends not in decided and (found := weigh(every[one], every[other], near)):
            yield found


def _same_bytes(a: Facts, b: Facts) -> Iterator[Reason]:
    if _texts(a) & _texts(b):
        yield Reason("same text", 0.7, (), "text")
    elif _files(a) & _files(b):
        yield Reason("same file", 0.7, (), "text")


def _texts(facts: Facts) -> set[str]:
    return {one["layer"] for one in facts.said.get("words_layer", ()) if "layer" in one}


def _files(facts: Facts) -> set[str]:
    """Its original files; articles that are stretches of one file are not one source."""
    layers = facts.said.get("words_layer", ())
    stretches = {one.get("of") for one in layers if one.get("start", 0)}
    files = {one["file"] for one in facts.said.get("original", ()) if "file" in one}
    return files - stretches


def _outlet(a: Facts, b: Facts) -> list[Reason]:
    if shared := on_words("outlet", a, b, 0.15):
        return shared
    ours, theirs = a.texts("outlet"), b.texts("outlet")
    return [Reason("other words", -0.2, ("outlet", ours[0], theirs[0]))] if ours and theirs else []


def _keys(facts: Facts) -> Iterator[Hashable]:
    yield from (("text", one) for one in _texts(facts))
    yield from (("file", one) for one in _files(facts))
    for name in ("title", "locator"):
        yield from ((name, fold(one)) for one in facts.texts(name))


def _days(facts: Facts) -> Iterator[Hashable]:
    yield from (date.text for date in facts.dates("published"))
    yield from (fold(one) for one in facts.texts("outlet"))

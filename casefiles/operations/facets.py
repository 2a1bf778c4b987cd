"""What was found, counted: by kind, year, place, act, agency, language and protection.

Each value says what to add to the question to see only those, so that narrowing is a question like
any other: the address of the page, its chips and the way back keep it.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from casefiles.model.kinds import BY_NAME
from casefiles.model.sensitivity import Sensitivity
from casefiles.model.vocabulary import load
from casefiles.search import parse
from casefiles.search.conditions import AllOf, AnyOf, Condition, OfKind
from casefiles.search.languages import NAMES, language_name
from casefiles.text import N_, _, language
from casefiles.vault import Vault

_MOST = 12

LABELS = {
    "kind": N_("Kind"),
    "year": N_("Year"),
    "place": N_("Place"),
    "act": N_("Act"),
    "organisation": N_("Agency"),
    "lang": N_("Language"),
    "sensitivity": N_("Protection"),
}
_COUNTED = ("place", "act", "organisation", "lang", "sensitivity")


@dataclass(frozen=True, slots=True)
class Value:
    """One value hits may have, how many do, and what to add to the question to see only those."""

    label: str
    count: int
    words: str


@dataclass(frozen=True, slots=True)
class Group:
    """What hits are told apart by; of many values those that most of them have."""

    name: str
    label: str
    values: tuple[Value, ...]


def count_facets(vault: Vault, *, text: str, kinds: Collection[str] = ()) -> tuple[Group, ...]:
    """All that the question finds, told apart; groups in which nothing is told apart are left out.

    Of records that hold only some of the words nothing is counted.
    """
    query = parse(text)
    if query.is_empty:
        return ()
    with vault.database.reading():
        condition: Condition = vault.widening.widened(query).root
        if kinds:
            condition = AllOf((condition, AnyOf(tuple(OfKind(one) for one in kinds))))
        asked = [AllOf((condition, OfKind(kind))) for kind in _LISTED]
        counts = Counter(dict(zip(_LISTED, vault.index.counts(asked), strict=True)))
        tallied, years = vault.index.tally(condition, _COUNTED)
        groups = [
            _group("kind", [_kind(kind, count) for kind, count in counts.items() if count]),
            _group("year", [_year(year, count) for year, count in sorted(years.items())]),
            *(_group(name, _values(vault, name, tallied[name])) for name in _COUNTED),
        ]
    total = counts.total()
    return tuple(one for one in groups if _tells_apart(one, total))


_LISTED = tuple(name for name, kind in BY_NAME.items() if kind.words.listed)


def _group(name: str, values: list[Value]) -> Group:
    if name != "year":
        values = sorted(values, key=lambda one: -one.count)[:_MOST]
    return Group(name, _(LABELS[name]), tuple(values))


def _tells_apart(group: Group, total: int) -> bool:
    return len(group.values) > 1 or any(one.count < total for one in group.values)


def _kind(kind: str, count: int) -> Value:
    return Value(_(BY_NAME[kind].words.more), count, f"kind:{kind}")


def _year(year: int, count: int) -> Value:
    return Value(str(year), count, f"date:{year:04}")


def _values(vault: Vault, name: str, counts: Mapping[str, int]) -> list[Value]:
    most = dict(Counter(counts).most_common(_MOST))
    if name == "act":
        return [_act(code, count) for code, count in most.items()]
    if name == "lang":
        return [_language(code, count) for code, count in most.items() if code in NAMES]
    if name == "sensitivity":
        return [_level(int(level), count) for level, count in most.items()]
    field = "agency" if name == "organisation" else name
    titles = vault.reader.look_up(bytes.fromhex(code) for code in most)
    found = ((titles.get(bytes.fromhex(code)), count) for code, count in most.items())
    return [
        Value(one.title, count, f'{field}:"{one.title}"')
        for one, count in found
        if one is not None and one.title
    ]


def _act(code: str, count: int) -> Value:
    acts = load("acts")
    return Value(acts.label(code, language()), count, f'act:"{acts.label(code)}"')


def _language(code: str, count: int) -> Value:
    return Value(language_name(code), count, f"lang:{code}")


def _level(level: int, count: int) -> Value:
    code = Sensitivity(level).name.lower()
    label = load("sensitivity").label(code, language())
    return Value(label, count, f"protection:{code}")

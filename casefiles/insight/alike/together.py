"""Two records side by side, and between them what they would be as one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from casefiles.insight.alike.differing import Marks, differing
from casefiles.insight.alike.weighing import Pair
from casefiles.insight.alike.wording import in_words
from casefiles.insight.fields import Field, Fields, Value
from casefiles.insight.known import Known
from casefiles.insight.naming import Names
from casefiles.ledger.reader import Reader
from casefiles.model.ids import RecordId, Ref
from casefiles.model.kinds import BY_NAME
from casefiles.model.phrases import inside
from casefiles.model.values import ValueType
from casefiles.text import _

_NOT_SHOWN = frozenset(("tag", "picture"))
_MOST_VALUES = 6
"""Values of one property that are laid out; the others are counted."""


@dataclass(frozen=True, slots=True)
class Spelt:
    """A value in words; `marks` are the letters in which it differs from the other side's."""

    words: str
    marks: Marks = ()
    masked: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One property of both; `disputed` if one of them must err."""

    name: str
    label: str
    one: tuple[Spelt, ...]
    together: tuple[Spelt, ...]
    other: tuple[Spelt, ...]
    alike: bool
    """Both say the same."""
    disputed: bool

    @property
    def differs(self) -> bool:
        """Both say something, and not the same."""
        return bool(self.one and self.other) and not self.alike


@dataclass(frozen=True, slots=True)
class Laid:
    """A pair as it is laid before the one who decides."""

    pair: Pair
    one: Ref
    other: Ref
    titles: tuple[str, str, str]
    """Of the first, of both together, of the second."""
    rows: tuple[Row, ...]
    supporting: tuple[str, ...]
    against: tuple[str, ...]


def lay(reader: Reader, pair: Pair) -> Laid:
    """The two records of a pair side by side."""
    one, other = Ref(pair.kind, RecordId(pair.one)), Ref(pair.kind, RecordId(pair.other))
    known = Known(reader)
    names = Names(known)
    fields = Fields(known, names)
    known.learn([one, other])
    sides = [{field.name: field for field in fields.of(ref)} for ref in (one, other)]
    together = fields.put_together(one, reader.statements_together([one, other]))
    rows = [_row(pair.kind, field, *sides) for field in together if field.name not in _NOT_SHOWN]
    told = [(reason, in_words(pair.kind, reason, _titles(known, names))) for reason in pair.reasons]
    return Laid(
        pair,
        one,
        other,
        (names.of(one), _title(pair.kind, together) or names.of(one), names.of(other)),
        (*rows, *_counts(reader, one, other)),
        tuple(words for reason, words in told if reason.weight >= 0),
        tuple(words for reason, words in told if reason.weight < 0),
    )


class _Titles:
    def __init__(self, known: Known, names: Names) -> None:
        self._known, self._names = known, names

    def __call__(self, identity: bytes) -> str:
        ref = self._known.resolve(identity)
        return self._names.of(ref) if ref else _("(no longer here)")


def _titles(known: Known, names: Names) -> _Titles:
    return _Titles(known, names)


def _title(kind: str, together: Iterable[Field]) -> str:
    """What the two would be called: the first of the title's properties that is known."""
    values = {field.name: field.values for field in together}
    found = (values[name][0].words for name in BY_NAME[kind].words.title if values.get(name))
    return next(found, "")


def _row(kind: str, field: Field, ours: Mapping[str, Field], theirs: Mapping[str, Field]) -> Row:
    one, other = _values(ours.get(field.name)), _values(theirs.get(field.name))
    prop = BY_NAME[kind].properties.get(field.name)
    spelt = prop is not None and prop.type is ValueType.TEXT
    here, there = ([value.words for value in side] for side in (one, other))
    return Row(
        field.name,
        field.label,
        tuple(_against(value, there if spelt else ()) for value in one),
        tuple(Spelt(value.words, masked=value.masked) for value in field.values[:_MOST_VALUES]),
        tuple(_against(value, here if spelt else ()) for value in other),
        set(here) == set(there),
        field.disputed,
    )


def _values(field: Field | None) -> tuple[Value, ...]:
    return field.values[:_MOST_VALUES] if field else ()


def _against(value: Value, others: Sequence[str]) -> Spelt:
    words = value.words
    if value.masked or not others or words in others:
        return Spelt(words, masked=value.masked)
    likest = max(others, key=lambda there: _likeness(words, there))
    return Spelt(words, differing(words, likest))


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).quick_ratio()


def _counts(reader: Reader, one: Ref, other: Ref) -> list[Row]:
    """What leads to either: it would lead to both."""
    incoming = reader.linked_to_all([one, other])
    ours, theirs = ({link.origin for link in incoming[ref]} for ref in (one, other))
    rows = []
    for kind in dict.fromkeys(ref.kind for ref in sorted(ours | theirs)):
        label = _("Named in: {kind}").format(kind=inside(_(BY_NAME[kind].words.more)))
        sides = [
            {ref for ref in side if ref.kind == kind} for side in (ours, ours | theirs, theirs)
        ]
        here, both, there = ((Spelt(str(len(side))),) for side in sides)
        rows.append(
            Row(f"links {kind}", label, here, both, there, alike=here == there, disputed=False)
        )
    return rows

"""A question told back in plain language, one chip for each condition that must hold."""

from datetime import timedelta

from casefiles.model.date_cases import DateWords
from casefiles.model.dates import UncertainDate
from casefiles.model.kinds import BY_NAME
from casefiles.model.phrases import inside
from casefiles.search.conditions import (
    AllOf,
    AnyOf,
    Beginning,
    Condition,
    Dated,
    InField,
    Like,
    OfKind,
    Phrase,
    Without,
    Word,
    Wording,
)
from casefiles.text import N_, _

_FIELD_LABELS = {
    "title": N_("title"),
    "name": N_("name"),
    "author": N_("author"),
    "outlet": N_("outlet"),
    "place": N_("place"),
    "tag": N_("tag"),
    "mention": N_("mentions"),
    "file": N_("file"),
}


def chips(condition: Condition) -> tuple[str, ...]:
    """The chips of a whole question."""
    if isinstance(condition, AllOf):
        return tuple(_told(one) for one in condition.conditions)
    return (_told(condition),)


def _told(condition: Condition) -> str:
    match condition:
        case Dated():
            return _dated(condition)
        case OfKind(kind):
            known = BY_NAME.get(kind)
            said = inside(_(known.words.one)) if known else kind
            return _("kind: {kind}").format(kind=said)
        case Without(inner):
            return _("without {what}").format(what=_told(inner))
        case AllOf(conditions):
            return "(" + _(" and ").join(_told(one) for one in conditions) + ")"
        case AnyOf():
            return _alternatives(condition)
        case _:
            return _wording_told(condition)


def _alternatives(some: AnyOf) -> str:
    if isinstance(some.conditions[0], Dated) and isinstance(some.conditions[-1], Word):
        return _("{year}, as a date or in the text").format(year=some.conditions[-1].text)
    told = [_told(one) for one in some.conditions]
    if some.least == 1:
        return _(" or ").join(told)
    return _("at least {n} of: {words}").format(n=some.least, words=", ".join(told))


def _wording_told(wording: Wording | InField) -> str:
    match wording:
        case Word(text):
            return text
        case Phrase(text):
            return _("the words “{text}” together").format(text=text)
        case Beginning(text):
            return _("begins with {text}").format(text=text)
        case Like(text):
            return _("written like {text}").format(text=text)
        case InField(field, inner):
            return f"{_(_FIELD_LABELS[field])}: {_wording_told(inner)}"


def _dated(dated: Dated) -> str:
    start, end = dated.start, dated.end
    after = end + timedelta(days=1) if end.year < 9999 else end
    if start == end:
        return _("dated {day}").format(day=_words(start.isoformat()))
    if (start.day, start.month, after.day, after.month) == (1, 1, 1, 1) and after.year == (
        start.year + 1
    ):
        return _("dated {day}").format(day=_words(f"{start.year:04}"))
    if start.day == 1 and after.day == 1 and (end.year, end.month) == (start.year, start.month):
        return _("dated {day}").format(day=_words(start.isoformat()[:7]))
    if start.year == 1:
        return _("dated until {end}").format(end=_words(end.isoformat()))
    if end.year == 9999:
        return _("dated from {start}").format(start=_words(start.isoformat()))
    return _("dated {start} to {end}").format(
        start=_words(start.isoformat()), end=_words(end.isoformat())
    )


def _words(day: str) -> DateWords:
    """A day, month or year in words, which the sentence around may bend."""
    return DateWords.of(UncertainDate(day).label())

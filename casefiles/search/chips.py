"""A question told back in plain language, one chip for each condition that must hold."""

from datetime import timedelta

from casefiles.model.date_cases import DateWords
from casefiles.model.dates import UncertainDate
from casefiles.model.kinds import BY_NAME
from casefiles.model.phrases import inside
from casefiles.model.sensitivity import Sensitivity
from casefiles.model.vocabulary import load
from casefiles.search.conditions import (
    AllOf,
    Among,
    AnyOf,
    Beginning,
    Condition,
    Counted,
    Dated,
    InField,
    Like,
    Near,
    OfKind,
    Phrase,
    Widened,
    Without,
    Word,
    Wording,
)
from casefiles.text import N_, _, language, many

_FIELD_LABELS = {
    "title": N_("title"),
    "name": N_("name"),
    "author": N_("author"),
    "outlet": N_("outlet"),
    "place": N_("place"),
    "tag": N_("tag"),
    "mention": N_("mentions"),
    "file": N_("file"),
    "person": N_("person"),
    "agency": N_("agency"),
    "act": N_("act"),
    "lang": N_("language"),
    "case": N_("case"),
    "source": N_("source"),
}


def chips(condition: Condition) -> tuple[str, ...]:
    """The chips of a whole question."""
    if isinstance(condition, AllOf):
        return tuple(_told(one) for one in condition.conditions)
    return (_told(condition),)


def _told(condition: Condition) -> str:
    match condition:
        case Dated():
            told = _dated(condition)
        case OfKind(kind):
            known = BY_NAME.get(kind)
            said = inside(_(known.words.one)) if known else kind
            told = _("kind: {kind}").format(kind=said)
        case Without(inner):
            told = _("without {what}").format(what=_told(inner))
        case AllOf(conditions):
            told = "(" + _(" and ").join(_told(one) for one in conditions) + ")"
        case AnyOf():
            told = _alternatives(condition)
        case Widened(asked):
            several = asked.conditions if isinstance(asked, AllOf) else (asked,)
            told = " ".join(_told(one) for one in several)
        case Near(one, other, words):
            told = _("{one} at most {n} words from {other}").format(
                one=_wording_told(one), other=_wording_told(other), n=words
            )
        case Counted(_, value):
            level = Sensitivity(int(value)).name.lower()
            said = inside(load("sensitivity").label(level, language()))
            told = _("protection: {level}").format(level=said)
        case Among(refs):
            told = many("{n} record", "{n} records", len(refs))
        case _:
            told = _wording_told(condition)
    return told


def _alternatives(some: AnyOf) -> str:
    if isinstance(some.conditions[0], Dated) and isinstance(some.conditions[-1], Word):
        return _("{year}, as a date or in the text").format(year=some.conditions[-1].text)
    told = [_told(one) for one in some.conditions]
    if some.least == 1:
        return _(" or ").join(told)
    return _("at least {n} of: {words}").format(n=some.least, words=", ".join(told))


def _wording_told(wording: Wording | InField) -> str:
    match wording:
        case Word(text, exact=True) | Phrase(text, exact=True):
            told = _("“{text}” as written").format(text=text)
        case Word(text, without=without):
            others = ", ".join(f"“{one}”" for one in without)
            told = _("{word}, not as {others}").format(word=text, others=others) if others else text
        case Phrase(text):
            told = _("the words “{text}” together").format(text=text)
        case Beginning(text):
            told = _("begins with {text}").format(text=text)
        case Like(text):
            told = _("written like {text}").format(text=text)
        case InField(field, inner):
            told = f"{_(_FIELD_LABELS[field])}: {_wording_told(inner)}"
    return told


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

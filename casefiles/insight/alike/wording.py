"""Reasons in words, as sentences for the one who decides."""

from collections.abc import Callable, Mapping
from typing import Any

from casefiles.insight.alike.weighing import Reason
from casefiles.model.kinds import BY_NAME
from casefiles.model.phrases import inside, value_in_words
from casefiles.model.values import TermValue
from casefiles.text import _, many

Titles = Callable[[bytes], str]
"""What a record is called."""

_KM = 1000


def in_words(kind: str, reason: Reason, titles: Titles) -> str:
    """One reason as a sentence or two."""
    return _SAYING[reason.about](kind, reason.told, titles)


def identifier_in_words(kind: str, name: str) -> str:
    """What an identifier is called: mostly as the property it stands in."""
    if name == "text":
        return _("Text or file")
    if name == "title and day":
        return _("Title and day")
    return _label(kind, {"point": "location"}.get(name, name))


def _names(_kind: str, told: tuple[Any, ...], _titles: Titles) -> str:
    one, other, *why = told
    if one == other:
        return _("Both are called “{name}”.").format(name=one)
    said = _("“{one}” and “{other}”:").format(one=one, other=other)
    return " ".join((said, *why)) if why else _both(one, other)


def _both(one: str, other: str) -> str:
    return _("“{one}” and “{other}” agree word by word.").format(one=one, other=other)


def _partly(_kind: str, told: tuple[Any, ...], _titles: Titles) -> str:
    return _("“{one}” and “{other}”: one has words more.").format(one=told[0], other=told[1])


def _one_surname(_kind: str, told: tuple[Any, ...], _titles: Titles) -> str:
    said = _("“{one}” and “{other}”: one surname, another given name.")
    return said.format(one=told[0], other=told[1])


def _common(_kind: str, told: tuple[Any, ...], _titles: Titles) -> str:
    return many("But {n} person bears such a name.", "But {n} persons bear such a name.", told[0])


def _alone(_kind: str, _told: tuple[Any, ...], _titles: Titles) -> str:
    return _("No fuller name is known of either.")


def _day(kind: str, told: tuple[Any, ...], _titles: Titles) -> str:
    return _("{what}: {value} in both.").format(what=_label(kind, told[0]), value=told[1])


def _dates_fit(kind: str, told: tuple[Any, ...], titles: Titles) -> str:
    name, one, other = told
    if one == other:
        return _day(kind, (name, one), titles)
    said = _("{what}: {one} and {other} can both be true.")
    return said.format(what=_label(kind, name), one=one, other=other)


def _dates_apart(kind: str, told: tuple[Any, ...], _titles: Titles) -> str:
    said = _("{what}: {one} and {other} cannot both be true.")
    return said.format(what=_label(kind, told[0]), one=told[1], other=told[2])


def _other_words(kind: str, told: tuple[Any, ...], _titles: Titles) -> str:
    said = _("{what}: {one} here, {other} there.")
    return said.format(what=_label(kind, told[0]), one=told[1], other=told[2])


def _link(kind: str, told: tuple[Any, ...], titles: Titles) -> str:
    return _day(kind, (told[0], titles(told[1])), titles)


def _other_link(kind: str, told: tuple[Any, ...], titles: Titles) -> str:
    return _other_words(kind, (told[0], titles(told[1]), titles(told[2])), titles)


def _term(kind: str, told: tuple[Any, ...], titles: Titles) -> str:
    return _day(kind, (told[0], _term_word(kind, *told)), titles)


def _other_term(kind: str, told: tuple[Any, ...], titles: Titles) -> str:
    name, one, other = told
    words = (_term_word(kind, name, one), _term_word(kind, name, other))
    return _other_words(kind, (name, *words), titles)


def _number(kind: str, told: tuple[Any, ...], _titles: Titles) -> str:
    return _("{what}: the same number in both.").format(what=_label(kind, told[0]))


def _kin(_kind: str, told: tuple[Any, ...], titles: Titles) -> str:
    return _("Both are relatives of: {names}.").format(names="; ".join(map(titles, told)))


def _company(_kind: str, told: tuple[Any, ...], titles: Titles) -> str:
    return _("Both stand in: {names}.").format(names="; ".join(map(titles, told)))


def _short_form(_kind: str, told: tuple[Any, ...], _titles: Titles) -> str:
    if told[0] == told[1]:
        return _("Both are shortened to “{name}”.").format(name=told[0])
    said = _("“{one}” and “{other}” are one abbreviation.")
    return said.format(one=told[0], other=told[1])


def _short_form_of(_kind: str, told: tuple[Any, ...], _titles: Titles) -> str:
    said = _("“{short}” may stand for “{name}”.")
    return said.format(short=told[0], name=told[1])


def _inside(_kind: str, told: tuple[Any, ...], titles: Titles) -> str:
    said = _("One is told to lie in {one}, the other in {other}: these lie in each other.")
    return said.format(one=titles(told[0]), other=titles(told[1]))


def _near(_kind: str, told: tuple[Any, ...], _titles: Titles) -> str:
    return _("They lie {km:.1f} km from each other.").format(km=told[0] / _KM)


def _far(_kind: str, told: tuple[Any, ...], _titles: Titles) -> str:
    return _("They lie {km:.0f} km apart.").format(km=told[0] / _KM)


def _same_text(_kind: str, _told: tuple[Any, ...], _titles: Titles) -> str:
    return _("Their text is the same, letter by letter.")


def _same_file(_kind: str, _told: tuple[Any, ...], _titles: Titles) -> str:
    return _("Their original file is the same, byte by byte.")


def _near_text(_kind: str, told: tuple[Any, ...], _titles: Titles) -> str:
    return _("They share {percent:.0f} % of their words, in the same order.").format(
        percent=100 * told[0]
    )


def _same_title(_kind: str, told: tuple[Any, ...], _titles: Titles) -> str:
    return _("Both are titled “{name}”.").format(name=told[0])


def _label(kind: str, name: str) -> str:
    return _(BY_NAME[kind].properties[name].label)


def _term_word(kind: str, name: str, code: str) -> str:
    return inside(value_in_words(BY_NAME[kind].properties[name], TermValue(code)))


_SAYING: Mapping[str, Callable[[str, tuple[Any, ...], Titles], str]] = {
    "names agree": _names,
    "names may agree": _names,
    "names partly": _partly,
    "one surname": _one_surname,
    "common name": _common,
    "nothing else": _alone,
    "same day": _day,
    "dates fit": _dates_fit,
    "dates apart": _dates_apart,
    "same words": _day,
    "other words": _other_words,
    "same link": _link,
    "other link": _other_link,
    "same term": _term,
    "other term": _other_term,
    "same number": _number,
    "kin": _kin,
    "company": _company,
    "same short form": _short_form,
    "short form of": _short_form_of,
    "one inside": _inside,
    "near": _near,
    "far": _far,
    "same text": _same_text,
    "same file": _same_file,
    "near text": _near_text,
    "same title": _same_title,
}

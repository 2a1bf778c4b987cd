"""Two forms of a title: one by which lists are put in order, one in which typed words are found.

Both go letter by letter through a table that fills itself, so that a title costs a microsecond.
"""

import unicodedata
from collections.abc import Iterator, Mapping

from casefiles.names.letters import APOSTROPHES, ARABIC, ARABIC_SHAPES, CYRILLIC, JOINERS

_CYRILLIC_ORDER = "аәбвгғґдеёєжзиӣіїйкқлмнңоөпрстуӯўүұфхҳһцчҷџшщъыьэюя"
"""The Tajik alphabet, which holds the Russian one in its order; the letters of neighbouring
languages stand behind those they are read like."""

_PERSIAN_ORDER = "آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی"

_ASIDE = {"ı": "i", "ə": "e", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe"}
"""Letters of Latin alphabets that are more than a letter with a mark."""

_SPELT_ALIKE = (("kh", "h"), ("gh", "g"), ("zh", "j"), ("dj", "j"))
_HALF_TYPED = {"k": "h", "z": "j", "d": "j"}
"""What the last letter of a word may yet become: kh, zh and dj are written with two."""

# The places in Unicode at which the letters of a script stand in their order, away from letters
# that are left as they are.
_CYRILLIC_FROM, _PERSIAN_FROM = 0x0400, 0x0750


class _Table(dict[int, str]):
    """For `str.translate`: letters not yet met are reduced to what is under their marks."""

    def __init__(self, known: Mapping[str, str]) -> None:
        super().__init__({ord(letter): form for letter, form in known.items()})

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        if letter.isdecimal():
            form = str(unicodedata.decimal(letter))
        else:
            bare = unicodedata.normalize("NFKD", letter)
            left = "".join(one for one in bare if not unicodedata.combining(one))
            form = left if left == letter else left.translate(self)
        self[code] = form
        return form


def _in_order(letters: str, first: int) -> dict[str, str]:
    return {letter: chr(first + place) for place, letter in enumerate(letters)}


_PERSIAN_PLACES = _in_order(_PERSIAN_ORDER, _PERSIAN_FROM)
_SHAPES = {chr(code): form for code, form in ARABIC_SHAPES.items()} | {"ہ": "ه", "ھ": "ه", "ە": "ه"}

_SORTED = _Table(
    {
        **dict.fromkeys(JOINERS, ""),
        **dict.fromkeys(APOSTROPHES, "'"),
        **_ASIDE,
        **_in_order(_CYRILLIC_ORDER, _CYRILLIC_FROM),
        **_PERSIAN_PLACES,
        **{letter: _PERSIAN_PLACES[form] for letter, form in _SHAPES.items()},
    }
)


def _plain(latin: str) -> str:
    return latin.replace("q", "k").replace("y", "i").replace("w", "v")


_FOUND = _Table(
    {
        **dict.fromkeys(JOINERS + APOSTROPHES, ""),
        **_ASIDE,
        **{chr(code): _plain(latin) for code, latin in {**ARABIC, **CYRILLIC}.items()},
        **{letter: _plain(ARABIC.get(ord(form), form)) for letter, form in _SHAPES.items()},
        **{letter: _plain(letter) for letter in "qyw"},
    }
)


def sort_form(title: str) -> str:
    """The form by which titles are put in order, and found by whoever types one exactly.

    No case; Latin without its marks, then Cyrillic in the order of the Tajik alphabet, where ғ, ӣ,
    қ, ӯ, ҳ, ҷ and ё are letters of their own, then Persian in its order.
    """
    if title.isascii():
        return title.casefold()
    return unicodedata.normalize("NFC", title).casefold().translate(_SORTED)


def find_form(text: str) -> str:
    """The form in which words typed above a list are looked for inside a title.

    All scripts in one plain Latin, marks dropped, and letters alike that another keyboard lacks:
    Косимов, Қосимов and Qosimov become one. It only narrows a list; to find names however they are
    spelt is the work of the search.
    """
    plain = text.casefold()
    if not plain.isascii():
        plain = unicodedata.normalize("NFC", plain)
    plain = plain.translate(_FOUND)
    for written, form in _SPELT_ALIKE:
        plain = plain.replace(written, form)
    return plain


def wanted(typed: str) -> Iterator[tuple[str, ...]]:
    """The words typed, each in the forms in which it may stand; a list row must hold one of each.

    Every word may still be half typed, so what is shown after one more letter was shown before.
    """
    for word in typed.split():
        form = find_form(word)
        if form:
            last = _HALF_TYPED.get(form[-1])
            yield (form, form[:-1] + last) if last else (form,)

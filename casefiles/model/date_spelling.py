"""A text spelled as kinds of words, one letter each, so that dates can be found by their shape.

"before 12 August, 1994" is spelled `Q d m,y|`: a letter for a word or number, then one for what
stands between it and the next. Numbers and months are

    d  1 to 31            m  month              s  season
    y  year of our times  j  Iranian month      t  early, middle or late part
    i  Iranian year       v  month only between a day and a year
    k  decade             n  another number     N  whole date in figures

other words those of `_WORDS`, any other word `w`. Between words stand a space, `~` for the end of a
line, a comma, dot, hyphen, slash or bracket, and `|` for all that no date reaches over.
"""

import re
from dataclasses import dataclass

from casefiles.givingway import give_way
from casefiles.model.date_lexicon import (
    IRANIAN_MONTHS,
    MONTHS,
    ORDINAL_IN_TEXTS,
    SEASONS,
    THIRDS,
    plain,
)

_WITH_CAPITAL = frozenset(("may", "march", "mar", "sep", "dec", "jan"))
"""Months that are common words or names, too, where they are written small."""
_ONLY_IN_FULL = frozenset(("مه", "می", "تیر", "مهر", "دی"))
"""Months that are common words, too, in a script without capitals."""
_OUR_TIMES, _IRANIAN = range(1900, 2050), range(1300, 1451)
_PIECE = 4_000
"""Words between which who is in a hurry may go first."""
_LONGEST_GLUE, _LONGEST_ABBREVIATION = 8, 4

_WORDS = {
    "O": "of",
    "E": "the",
    "I": "in on at during в во на дар در",
    "B": "between между байни بین",
    "&": "and и ва و",
    "F": "from аз از",
    "C": "since с со",
    "R": "through по",
    "T": "to until till до то تا",
    "Q": "before after by после к",
    "H": "пас баъд пеш қабл پس بعد پیش قبل",  # with F: "пас аз", after
    "A": "as beyond already",
    "p": "s",  # "the country's 1997 accords"
    "X": "about around circa roughly approximately около примерно тақрибан тахминан حدود",
    "G": "года году год годом годов годы годах г гг",  # a year was before it
    "W": "year сол соли санаи سال",  # a year comes
    "K": "моҳи моҳ ماه",  # a month comes, or was
    "q": "years month months week weeks day days месяц месяца месяце неделе недели неделю",
    "Z": "last this прошлый прошлая прошлого прошлом прошлой прошлую этого этом этой гузашта گذشته",
    "D": "yesterday вчера дирӯз دیروز",
    "a": "ago",
    "c": "a one two three four five six seven eight nine ten",
    "S": "от dated",
    # What stands in figures behind these is part of a name or a number of something.
    "L": (
        "article articles law laws act decree resolution no section code version chapter page pages"
        " закон закона статья статьи статье ст постановление указ кодекс кодекса"
        " қонун қонуни моддаи модда қарор قانون ماده"
    ),
    # A number before these counts them.
    "U": (
        "people persons men women children prisoners detainees soldiers fighters members families"
        " cases votes times copies km kilometres kilometers metres meters dollars somoni euros"
        " roubles rubles percent человек людей рублей сомони долларов евро семей раз случаев"
        " нафар нафарон оила نفر خانواده دلار"
    ),
    "x": "قمری",  # a year of the lunar calendar
}
_LETTERS: dict[str, str] = {
    **{word: letter for letter, words in _WORDS.items() for word in words.split()},
    **dict.fromkeys(MONTHS, "m"),
    **dict.fromkeys(IRANIAN_MONTHS, "j"),
    **dict.fromkeys(_ONLY_IN_FULL, "v"),
    **dict.fromkeys(SEASONS, "s"),
    **dict.fromkeys(THIRDS, "t"),
}
_GLUES = {",": ",", ".": ".", "-": "-", "/": "/"}

_PIECES = re.compile(
    r"""(?P<word>[^\W\d]\w*)
      | (?P<date>(?<![\w./+-])(?:
            [0-9]{4}-[0-9]{2}-[0-9]{2}
          | [0-9]{1,2}(?P<dot>[./])[0-9]{1,2}(?P=dot)(?:[0-9]{4}|[0-9]{2})
        )(?![\w/+]|[.-][0-9]))
      | (?P<decade>(?<!\w)(?:(?:1[89]|20)[0-9]0(?:'?s|-?[ех])|'[4-9]0s|[4-9]0-[ех])(?!\w))
      | (?P<day>(?<![\w./:+-])(?P<figure>[0-9]{1,2})(?:ORDINAL)(?!\w))
      | (?P<number>[+№\#]?[0-9]+(?:[.,:][0-9]+)*(?:-м|-го|%)?(?!\w))
      | (?P<other>\w+)""".replace("ORDINAL", ORDINAL_IN_TEXTS),
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Spelling:
    """`letters` has two for each word: its kind, and what follows it. `words` are their places."""

    letters: str
    words: tuple[tuple[int, int], ...]

    def place(self, first: int, last: int) -> tuple[int, int]:
        """Where the words that these letters stand for begin and end in the text."""
        return self.words[first // 2][0], self.words[(last - 1) // 2][1]


def spell(text: str) -> Spelling:
    """Spell a text; all places are those of its code points."""
    small = plain(text)
    letters: list[str] = []
    words: list[tuple[int, int]] = []
    before, length = 0, 0
    for number, found in enumerate(_PIECES.finditer(small)):
        if not number % _PIECE:
            give_way()
        start, end = found.span()
        letters.append(_between(small[before:start], length))
        letters.append(_kind(found, text[start]))
        words.append((start, end))
        before, length = end, end - start
    return Spelling("".join([*letters[1:], "|"]) if letters else "", tuple(words))


def _between(glue: str, length: int) -> str:
    """One letter for what stands behind a word of that length. Only short ones are abbreviated."""
    if glue == " ":
        return " "
    if len(glue) > _LONGEST_GLUE or glue.count("\n") > 1:
        return "|"
    bare = glue.strip(" \t\n№#")
    if not bare:
        return "~" if "\n" in glue else " "
    if bare[0] == ")" or bare[-1] == "(":
        return ")" if bare[0] == ")" else "("
    return "|" if bare == "." and length > _LONGEST_ABBREVIATION else _GLUES.get(bare, "|")


def _kind(found: re.Match[str], first: str) -> str:
    match found.lastgroup:
        case "word":
            letter = _LETTERS.get(found[0], "w")
            small = letter == "m" and not first.isupper() and found[0] in _WITH_CAPITAL
            return "w" if small else letter
        case "date":
            return "N"
        case "decade":
            return "k"
        case "day":
            return _number(found["figure"])
        case "number":
            return _number(re.sub("-(?:м|го)$", "", found[0]))
    return "w"


def _number(digits: str) -> str:
    if not digits.isdigit() or len(digits) > 4:
        return "n"
    value = int(digits)
    if len(digits) <= 2:
        return "d" if 1 <= value <= 31 else "n"
    return "y" if value in _OUR_TIMES else "i" if value in _IRANIAN else "n"

"""Dates in the case that a sentence asks for: "с августа 1994", "между маем и августом 1994".

English needs none of this. A translation names the case in its placeholder, `{date:gen}`: `gen`,
`ins` and `acc` are cases, `when` is the date as an answer to "when", with its preposition.
"""

from collections.abc import Callable

from casefiles.text import language

CASES = ("gen", "ins", "acc", "when")


class DateWords(str):
    """Words for a date as they stand alone, which a sentence may bend.

    `bare` are the words without the mark of doubt.
    """

    __slots__ = ("bare", "mark")

    bare: str
    mark: str

    @classmethod
    def of(cls, words: str, *, bare: str = "", mark: str = "") -> "DateWords":
        """Words that say `bare` with a mark of doubt, or plain words."""
        made = cls(words)
        made.bare, made.mark = bare or words, mark
        return made

    def __format__(self, case: str) -> str:
        bend = _LANGUAGES.get(language())
        if case not in CASES or bend is None:
            return super().__format__(case)
        return bend(self.bare, self.mark, case)


_RUSSIAN = {
    "январь": ("января", "январём", "январь", "в январе"),
    "февраль": ("февраля", "февралём", "февраль", "в феврале"),
    "март": ("марта", "мартом", "март", "в марте"),
    "апрель": ("апреля", "апрелем", "апрель", "в апреле"),
    "май": ("мая", "маем", "май", "в мае"),
    "июнь": ("июня", "июнем", "июнь", "в июне"),
    "июль": ("июля", "июлем", "июль", "в июле"),
    "август": ("августа", "августом", "август", "в августе"),
    "сентябрь": ("сентября", "сентябрём", "сентябрь", "в сентябре"),
    "октябрь": ("октября", "октябрём", "октябрь", "в октябре"),
    "ноябрь": ("ноября", "ноябрём", "ноябрь", "в ноябре"),
    "декабрь": ("декабря", "декабрём", "декабрь", "в декабре"),
    "весна": ("весны", "весной", "весну", "весной"),
    "лето": ("лета", "летом", "лето", "летом"),
    "осень": ("осени", "осенью", "осень", "осенью"),
    "зима": ("зимы", "зимой", "зиму", "зимой"),
}
_RUSSIAN_YEAR = ("{} года", "{} годом", "{} год", "в {} году")
_RUSSIAN_DECADE = ("{}-х годов", "{}-ми годами", "{}-е годы", "в {}-х годах")
_RUSSIAN_YEARS = ("{} годов", "{} годами", "{} годы", "в {} годах")
_RUSSIAN_MARKS = {"~": "примерно ", "?": "предположительно ", "%": "предположительно "}


def _russian(bare: str, mark: str, case: str) -> str:
    at = CASES.index(case)
    first, space, rest = bare.partition(" ")
    if first in _RUSSIAN:
        bent = _RUSSIAN[first][at] + space + rest
    elif rest.startswith("годы"):
        decade = first.removesuffix("-е")
        forms = _RUSSIAN_DECADE if decade != first else _RUSSIAN_YEARS
        bent = forms[at].format(decade)
    elif first.isdigit() and rest[:1] in {"", "("}:
        bent = _RUSSIAN_YEAR[at].format(first) + space + rest
    else:
        bent = bare  # a day names its month in the genitive in every case
    return _RUSSIAN_MARKS.get(mark, "") + bent


_LANGUAGES: dict[str, Callable[[str, str, str], str]] = {"ru": _russian}

"""The shapes that dates have in a text that was spelled by `date_spelling`, as regular expressions.

They only say where a date may stand. What it means, and whether it is one, says the parser.
"""

import re
from collections.abc import Iterator

_GAP = "[ ~]"
_YEAR = "(?:W )?[yi](?: G)?"
_DAY_MONTH = "(?:d[ .~-](?:O )?(?:K )?[mj](?: K)?|m[ .~]d)"
_MONTH_YEAR = f"[mj](?: K)?[ ,.~-](?:O )?{_YEAR}"
_FULL = f"(?:d[ .~-](?:O )?(?:K )?[mjv](?: K)?[ ,.~-]{_YEAR}|m[ .~]d[ ,~]{_YEAR}|y m d|N(?: G)?)"
_SEASON = f"(?:I E )?s(?: (?:O )?y[-/][dny]|[ ,~](?:O )?(?:E )?{_YEAR})"
_THIRD = f"(?:I E )?t[ -](?:O )?(?:E )?(?:K )?(?:{_MONTH_YEAR}|{_YEAR}|k(?: G)?)"
_POINT = f"(?:{_THIRD}|{_FULL}|{_SEASON}|{_MONTH_YEAR}|k(?: G)?)"
_VAGUE = f"E (?:{_THIRD}|{_SEASON}|k)"
"""What stands with an article and no noun behind it, unlike "before the 2015 elections"."""
_END = f"(?:{_VAGUE}|{_POINT}|{_DAY_MONTH}|{_YEAR}|[mjsd])"
"""An end of a period, which may borrow what it lacks from the other."""
_SIGNED_YEAR = (
    "W [yi](?: G)?|[yi] G|(?:(?<=[OIACFQTXR] )|(?<=[OIACFQTXR]~)|(?<=[Ep] )(?=y w)"
    "|(?<=E w )(?=y w)|(?<=E w w )(?=y w)|(?<=[(])(?=y[),-])|(?<=y & )|(?<=y,)|(?<=,)(?=y[.|)]))y"
)
"""A year is one where something says so: a preposition or a word before or behind it, brackets."""
_NOT_COUNTED = "(?! U)(?![-/][dnyw])"
_MONTHLY = "t[ -](?:O )?m"

_SHAPES = tuple(
    re.compile(shape)
    for shape in (
        f"B{_GAP}{_END}{_GAP}&{_GAP}{_END}",
        f"[FC]{_GAP}{_END}{_GAP}[RT]{_GAP}{_END}",
        f"{_END}(?:-|{_GAP}[RT]{_GAP}){_END}{_NOT_COUNTED}",
        f"(?:[QTCX]|H F){_GAP}(?:{_VAGUE}|{_POINT}|{_DAY_MONTH}|{_YEAR}){_NOT_COUNTED}",
        _POINT,
        f"(?:{_SIGNED_YEAR}){_NOT_COUNTED}",
        "y-n(?! U)",
        f"{_DAY_MONTH}{_NOT_COUNTED}(?!{_GAP}Z)",
        f"(?:(?<=[IC] )m|{_MONTHLY})(?!{_GAP}Z)",
        f"(?:{_DAY_MONTH}|m){_GAP}Z{_GAP}[WGq]",
        f"(?<!E )(?:Z{_GAP}[WGqsm]|[WK]{_GAP}Z)(?! O)",
        "D|[dc] [Wq] a",
    )
)
_BEGINS = "(?=[BFCTQHXWKZDtmjsyidNk]|I E|c [Wq] a)"
_ANY = re.compile(_BEGINS + "(?:" + "|".join(f"(?:{one.pattern})" for one in _SHAPES) + ")")
_DATED = re.compile("[mjvsyiNk]")
_YEAR_AND_FIGURES = re.compile("(?:W )?y[-/]d")
_YEARED = re.compile("[yiNk]")
_SURE = re.compile(
    f"m|{_MONTHLY}|(?!N){_FULL}|[^yik]*{_DAY_MONTH}[^yik]*|.*m{_GAP}Z{_GAP}[WGq]|Z{_GAP}[ms]"
)
_YEAR_BEHIND = re.compile(f"{_GAP}&{_GAP}(?:d )?m(?: d)?[ ,](?=y)")
_FIGURES = re.compile("[^mjvskt]+")
_LAW = re.compile("L[^|](?:.[^|]){0,2}[OSFdnyL][^|]$")
_LUNAR = re.compile("(?:.[wW])?.x")


def shapes(letters: str, start: int) -> tuple[int, list[int]] | None:
    """Where the next date may begin, from `start` on, and the ends it may have, the last first."""
    found = _ANY.search(letters, start)
    if found is None:
        return None
    first = found.start()
    ends = {one.end() for one in _matches(letters, first)}
    return first, sorted((end for end in ends if _may_be(letters, first, end)), reverse=True)


def is_relative(letters: str) -> bool:
    """Whether it counts from another day: "last month"."""
    return any(letter in "ZDa" for letter in letters)


def names_year(letters: str) -> bool:
    """Whether it says its year or decade."""
    return bool(_YEARED.search(letters)) and not is_relative(letters)


def may_be_iranian(letters: str) -> bool:
    """Whether its year or its month may be of the Iranian calendar."""
    return any(letter in "ij" for letter in letters)


def is_surely_date(letters: str) -> bool:
    """Whether it is a date even if it cannot be kept as it stands: its month has a name."""
    return bool(_SURE.fullmatch(letters))


def year_behind(letters: str, end: int) -> int | None:
    """The place of the year that is told with the next date: "in May and June 1994"."""
    found = _YEAR_BEHIND.match(letters, end)
    return found.end() if found else None


def _matches(letters: str, first: int) -> Iterator[re.Match[str]]:
    for shape in _SHAPES:
        if found := shape.match(letters, first):
            yield found


def _may_be(letters: str, first: int, end: int) -> bool:
    """Neither a count of days or pages, nor the date that a law bears, nor a lunar year."""
    shape = letters[first:end]
    if is_relative(shape):
        return True
    if not _DATED.search(shape) or _YEAR_AND_FIGURES.fullmatch(shape):
        return False
    if _FIGURES.fullmatch(shape) and _LAW.search(letters[max(0, first - 8) : first]):
        return False
    return not _LUNAR.match(letters, end)

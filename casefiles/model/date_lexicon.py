"""The words of dates in English and Russian: months, seasons, parts of a year, doubt."""

from collections.abc import Iterable

_MONTH_WORDS = (
    "january jan январь января январе янв",
    "february feb февраль февраля феврале фев февр",
    "march mar март марта марте мар",
    "april apr апрель апреля апреле апр",
    "may май мая мае",
    "june jun июнь июня июне июн",
    "july jul июль июля июле июл",
    "august aug август августа августе авг",
    "september sep sept сентябрь сентября сентябре сен сент",
    "october oct октябрь октября октябре окт",
    "november nov ноябрь ноября ноябре нояб ноя",
    "december dec декабрь декабря декабре дек",
)
MONTHS = {word: number for number, line in enumerate(_MONTH_WORDS, 1) for word in line.split()}

_SEASON_WORDS = {
    "21": "spring весна весной весны весну",
    "22": "summer лето летом лета",
    "23": "autumn fall осень осенью осени",
    "24": "winter зима зимой зимы зиму",
}
SEASONS = {word: code for code, line in _SEASON_WORDS.items() for word in line.split()}

_THIRD_PHRASES = (
    ("early", "beginning", "start", "начало", "начале", "начала"),
    ("mid", "middle", "середина", "середине", "середины"),
    ("late", "end", "конец", "конце", "конца"),
)
THIRDS = {word: which for which, words in enumerate(_THIRD_PHRASES) for word in words}

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

ABOUT = r"about|around|approximately|approx\.?|circa|ca?\.|roughly|~|около|примерно|приблизительно"
PERHAPS = r"perhaps|possibly|probably|maybe|возможно|вероятно|наверное"
NOISE = r"the|of|in|on|at|during|sometime|в|во|год|года|году|годом|г|гг"
"""Words that carry nothing for a date once the rest is read."""


def alternatives(words: Iterable[str]) -> str:
    """A regular expression that matches any of them, the longest first."""
    return "|".join(sorted(words, key=len, reverse=True))

"""Who wrote it: by-lines, reporters' lines, a closing note on the author, an introduction."""

import re

from casefiles.intake.headings import tidy

_HONORIFIC = re.compile(r"(?:(?:dr|prof|professor|mr|mrs|ms|sir|д-р|проф)\b\.?\s+)+", re.IGNORECASE)
_WORD = r"(?:[^\W\d_a-zа-я][\w'’.\-]*|de|der|den|van|von|bin|ibn|al|el|оглы|кызы)"
_NAME = rf"(?:(?:Dr|Prof|Professor)\.?\s+)?[^\W\d_a-zа-я][\w'’.\-]*(?:\s+{_WORD}){{1,4}}"
_NAMES = rf"{_NAME}(?:(?:,\s+(?:and\s+|и\s+)?|\s+(?:and|&|и)\s+){_NAME})*"

_ROLE = re.compile(
    r"(?P<role>(?:additional\s+)?(?:reporting|writing|interview)|(?:article|story|text|words|report)"
    r"|written|author|autor|автор\w*|текст|подготовил\w*)?\s*"
    r"(?:by|:)\s*:?\s*(?P<names>\S.*)",
    re.IGNORECASE,
)
_OTHER_ROLE = re.compile(
    r"(?:editing|edited|photo\w*|translat\w+|редактор|фото|перев\w+)\b", re.IGNORECASE
)
_NOTE_ON_AUTHOR = re.compile(
    rf"(?P<names>{_NAMES})\s+(?:is|was|are|were|является|—|-)\s+.{{0,80}}?"
    r"\b(?:journalists?|writers?|reporters?|correspondents?|editors?|columnists?|research\w*|professors?"
    r"|lecturers?|fellows?|directors?|analysts?|freelance|associates?|scholars?|authors?|students?"
    r"|журналист\w*|исследовател\w*|аналитик\w*|автор\w*|правозащитни\w*)\b.*"
)
_INTRODUCTION = re.compile(
    rf"(?P<names>{_NAMES})\s+(?:offers?|writes?|reports?|argues?|reflects?|explains?|examines?"
    r"|discuss(?:es)?|looks?|asks?|рассказыва\w+|пиш[еу]т|размышля\w+)\b.*"
)
_ORGANISATION = re.compile(
    r"\b(?:news|times|watch|post|agency|radio|press|journal|today|tv|television|media|review|report|daily"
    r"|weekly|diplomacy|democracy|international|centre|center|institute|committee|association|foundation"
    r"|group|network|magazine|gazette|herald|tribune|online|service|forum|bureau|university"
    r"|агентство|радио|газета|новости|журнал|центр|служба|вести|фонд|комитет)\b",
    re.IGNORECASE,
)


def is_byline(line: str) -> bool:
    """A line that is nothing but who wrote, reported or edited."""
    return len(line) <= 250 and bool(_parts(line))


def from_byline(line: str) -> tuple[str, ...]:
    """The authors and reporters of a by-line, without editors and photographers."""
    return tuple(name for part in _parts(line) for name in part)


def from_note_on_author(line: str, earlier_text: str) -> tuple[str, ...]:
    """Those whom a closing note introduces, unless the text before speaks of them.

    Once is allowed: the caption of a picture names its photographer, often the author.
    """
    found = _NOTE_ON_AUTHOR.fullmatch(line) if len(line) <= 600 else None
    names = _split(found["names"]) if found else ()
    return () if any(earlier_text.count(name) > 1 for name in names) else names


def from_introduction(line: str) -> tuple[str, ...]:
    """Those of whom the standfirst says that they write, report, reflect ... ."""
    found = _INTRODUCTION.fullmatch(line) if len(line) <= 250 else None
    return _split(found["names"]) if found else ()


def person_name(line: str) -> str:
    """The name on a line that holds nothing else, "" if it is no person's."""
    name = _HONORIFIC.sub("", tidy(line))
    return name if re.fullmatch(_NAME, name) and not is_organisation(name) else ""


def is_organisation(line: str) -> bool:
    """Whether a word in it says that this is an outlet or a body, not a person."""
    return bool(_ORGANISATION.search(line))


def _parts(line: str) -> list[tuple[str, ...]]:
    parts: list[tuple[str, ...]] = []
    for part in line.strip().rstrip(".").split(";"):
        if _OTHER_ROLE.match(part.strip()) and parts:
            continue
        found = _ROLE.fullmatch(part.strip())
        names = _split(found["names"]) if found else ()
        if not names:
            return []
        parts.append(names)
    return parts


def _split(text: str) -> tuple[str, ...]:
    """Names of a list; () unless every part of it is a name."""
    without_place = re.sub(r"\s+(?:in|from|в|из)\s+\S.*$", "", text.strip())
    pieces = re.split(r",\s*(?:and\s+|и\s+)?|\s+(?:and|&|и)\s+", tidy(without_place))
    names = tuple(_HONORIFIC.sub("", piece) for piece in pieces if piece)
    return names if names and all(re.fullmatch(_NAME, name) for name in names) else ()

"""Headings as press archives write them: `Outlet: “Title”`, `Outlet: Title`, “Title”, Title."""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

from casefiles.intake import furniture

_LONGEST = 200
_LONGEST_TITLE_LINE = 160
_SEARCHED = 300_000
"""So many characters of a page are looked through for evidence; more would only cost time."""

_OPENING, _CLOSING = "“\"«„‘'", "”\"»“’'"
_WITH_OUTLET = re.compile(r"(?P<outlet>[^\W\d_][^:“”\"«»„.!?;]{1,39}?)\s*:\s*(?P<title>\S.*)")
_PARTICLES = frozenset(("de", "der", "van", "von", "bin", "ibn", "al", "el", "la", "le", "du"))
_PARTICLES |= {"of", "the", "and", "оглы", "кызы", "и"}
_LAST_SIGN = re.compile(r"[.,;:]$")


@dataclass(frozen=True, slots=True)
class Heading:
    """What a heading line says. `outlet` is "" where none stands there."""

    title: str
    outlet: str = ""
    quoted: bool = False


def tidy(text: str) -> str:
    """One line as a person would type it: no-break and repeated spaces become single ones.

    Control signs go the same way: a title is shown in terminals and windows.
    """
    return re.sub(r"[\s\x00-\x1f\x7f-\x9f]+", " ", text).strip()


def folded(text: str) -> str:
    """Letters and digits alone, for telling whether two lines say the same."""
    return "".join(
        sign for sign in unicodedata.normalize("NFKC", text).casefold() if sign.isalnum()
    )


def quoted(line: str) -> str:
    """The words of a line that is one quotation from end to end, else ""."""
    inner = line[1:-1]
    if len(line) < 4 or line[0] not in _OPENING or line[-1] not in _CLOSING:
        return ""
    return "" if any(sign in inner for sign in '“”"«»„') else tidy(inner)


def title_like(line: str) -> bool:
    """A short line that ends like a title and not like a sentence."""
    return (
        len(line) <= _LONGEST_TITLE_LINE
        and not _LAST_SIGN.search(line)
        and any(sign.isalpha() for sign in line)
        and not line.startswith(("[", "(", "©"))
    )


def name_like(line: str) -> bool:
    """One to five words that all begin with a capital: a person, an outlet, an agency."""
    words = line.split()
    return (
        1 <= len(words) <= 5
        and len(line) <= 50
        and all(word[0].isupper() or word.lower() in _PARTICLES for word in words)
        and all(sign.isalpha() or sign in " .-'’/&()" for sign in line)
    )


def with_outlet(line: str) -> Heading | None:
    """`Outlet: Title` by its shape alone; whether the front is a topic only the page can tell."""
    found = _WITH_OUTLET.fullmatch(line) if len(line) <= _LONGEST else None
    if not found or furniture.is_cross_reference(line):
        return None
    outlet, title = tidy(found["outlet"]), found["title"].strip()
    inner = quoted(title)
    if len(outlet.split()) > 5 or not any(sign.isupper() for sign in outlet.split()[0]):
        return None
    if inner:
        return Heading(inner, outlet, quoted=True)
    plausible = title_like(title) and len(title.split()) > 1
    return Heading(tidy(title), outlet) if plausible and not title[0].islower() else None


def is_topic(front: str, page_text: str) -> bool:
    """Whether the words before a colon are a place or theme: the page speaks of being *in* it."""
    stem = front[:-1] if len(front) > 4 and "\u0400" <= front[-1] <= "\u04ff" else front
    place = re.compile(
        rf"\b(?:in|across|throughout|inside|outside|from|into|в|во|из|по)\s+(?:the\s+)?{re.escape(stem)}"
    )
    hits = place.finditer(page_text, 0, _SEARCHED)
    return sum(1 for _hit, _number in zip(hits, range(2), strict=False)) == 2


def spelled_out(outlet: str, page_text: str) -> str:
    """The outlet as running text spells it ("AlJazeera" and "Al Jazeera"), else as it stands."""
    letters = [sign for sign in outlet if sign.isalnum()]
    if len(letters) < 4:
        return outlet
    spaced = r"[ \u00a0/.\-]?".join(map(re.escape, letters))
    found = re.compile(rf"(?<!\w){spaced}(?!\w)", re.IGNORECASE).finditer(page_text, 0, _SEARCHED)
    forms = Counter(tidy(hit[0]) for hit in found)
    apart = [form for form, _many in forms.most_common() if len(form) > len(outlet)]
    return apart[0] if apart else outlet


def stands_for(short: str, long: str) -> bool:
    """Whether one is the other's initials or the same letters differently spaced."""
    initials = "".join(word[0] for word in re.findall(r"\w+", long))
    return folded(short) in (folded(initials), folded(long))

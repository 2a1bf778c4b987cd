"""Typed words on their way to becoming a value: what nobody sees and nobody meant is left out.

Names and titles are one line. What is pasted brings along line breaks, tabs and signs that turn
the reading direction, so that "evil" is shown as "live": nobody sees them, and no search finds the
name. This is for words as they are typed, never for values that are stored or received: their
bytes are signed.
"""

import re
import unicodedata

from casefiles.model.properties import Property, Role
from casefiles.model.values import Text

_ONE_LINE = (Role.NAME, Role.AUTHOR, Role.OUTLET)
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Overrides, embeddings and isolates: they steer everything up to their end, wherever that is."""

_JOINERS = re.compile("[\u200c\u200d]+")
_SEEN = re.compile("[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2]")
"""Of the format signs those that are drawn, as the Arabic sign that marks a year."""


def typed_text(prop: Property, words: str, lang: str = "") -> Text:
    """The value for words that somebody typed into a field."""
    return Text(one_line(words) if prop.role in _ONE_LINE else several_lines(words), lang)


def one_line(words: str) -> str:
    """Words of one line: one space where there was any white space, and no invisible signs.

    Joiners stay between letters of Arabic script, where they are part of how a word is written.
    """
    seen = "".join(sign for sign in words if sign.isspace() or not _is_invisible(sign))
    joined = _JOINERS.sub(lambda found: _joiner(found, seen), seen)
    return " ".join(joined.split())


def several_lines(words: str) -> str:
    """Longer words with their lines as they are, but nothing that turns the direction in them."""
    return _TURNING.sub("", words).strip()


def _is_invisible(sign: str) -> bool:
    if _JOINERS.fullmatch(sign) or _SEEN.fullmatch(sign):
        return False
    return unicodedata.category(sign) in ("Cc", "Cf")


def _joiner(found: re.Match[str], words: str) -> str:
    before, behind = words[: found.start()][-1:], words[found.end() :][:1]
    return found[0][0] if _is_arabic(before) and _is_arabic(behind) else ""


def _is_arabic(sign: str) -> bool:
    """Whether it is a letter of Arabic script or a vowel sign upon one."""
    if not sign or unicodedata.category(sign)[0] not in "LM":
        return False
    return unicodedata.name(sign, "").startswith("ARABIC ")

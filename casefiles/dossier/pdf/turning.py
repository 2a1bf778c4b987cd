"""The order in which the words of a line are printed, once its lines are broken.

Words in Arabic script come in the order of reading, each with its letters as they are printed (see
`persian`). In a line, neighbouring ones change places; in a paragraph of that script all of them.
Fragments are ReportLab's: pieces of a line in one font, size and colour.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any

from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.styles import ParagraphStyle

from casefiles.dossier.pdf.fonts import EMBOLDENED, TURNED

_AT_THE_RIGHT = ", from the right"

Fragment = Any
Lines = Any


def is_turned(fragment: Fragment) -> bool:
    """Whether the words of a fragment follow each other from right to left."""
    return getattr(fragment, "fontName", "") in TURNED and not hasattr(fragment, "cbDefn")


def embolden(fragments: Iterable[Fragment]) -> None:
    """Words in Arabic script as bold as the paragraph they stand in."""
    for one in fragments:
        one.fontName = EMBOLDENED.get(one.fontName, one.fontName)


def all_turned(fragments: Iterable[Fragment]) -> bool:
    """Whether a paragraph holds no letter of a script that is written from left to right."""
    told = [one for one in fragments if not hasattr(one, "cbDefn")]
    others = "".join(one.text for one in told if not is_turned(one))
    return any(map(is_turned, told)) and not any(map(str.isalpha, others))


@lru_cache(maxsize=64)
def to_the_right(style: ParagraphStyle) -> ParagraphStyle:
    """The style for a paragraph that begins at the right."""
    return style.clone(f"{style.name}{_AT_THE_RIGHT}", alignment=TA_RIGHT)


def is_to_the_right(style: ParagraphStyle) -> bool:
    """Whether all of a paragraph in this style is read from the right: its pieces, too."""
    return str(style.name).endswith(_AT_THE_RIGHT)


def printed(broken: Lines, *, everything: bool) -> Lines:
    """Broken lines with their words as they are printed; `everything` changes places, or only
    what stands together in Arabic script."""
    if broken.kind == 0:
        if not is_turned(broken):
            return broken
        return broken.clone(lines=[(room, words[::-1]) for room, words in broken.lines])
    lines = []
    for line in broken.lines:
        words = _everything(line.words) if everything else _neighbours(line.words)
        lines.append(line.clone(words=words))
    return broken.clone(lines=lines)


def _neighbours(fragments: Sequence[Fragment]) -> list[Fragment]:
    found: list[Fragment] = []
    for turned, some in _stretches(fragments):
        if turned:
            before, inside, after = _edges(_words(some))
            found += _joined([*before, *reversed(inside), *after])
        else:
            found += some
    return found


def _everything(fragments: Sequence[Fragment]) -> list[Fragment]:
    """All of a line from the right; what is no Arabic script (note marks, numbers) stays as it is
    in itself."""
    found: list[Fragment] = []
    for turned, some in reversed(_stretches(fragments)):
        before, inside, after = _edges(_words(some))
        found += _joined([*after, *(reversed(inside) if turned else inside), *before])
    return found


def _stretches(fragments: Sequence[Fragment]) -> list[tuple[bool, list[Fragment]]]:
    return [(turned, [*some]) for turned, some in groupby(fragments, key=is_turned)]


def _words(fragments: Sequence[Fragment]) -> list[list[Fragment]]:
    """The words, each of one or more pieces in their order, and the spaces between them."""
    pieces = [piece for one in fragments for piece in _pieces(one)]
    return [[*some] for _space, some in groupby(pieces, key=_is_space)]


def _pieces(fragment: Fragment) -> Iterator[Fragment]:
    if hasattr(fragment, "cbDefn") or not fragment.text:
        yield fragment
        return
    for _space, some in groupby(fragment.text, str.isspace):
        yield fragment.clone(text="".join(some))


def _edges(
    words: list[list[Fragment]],
) -> tuple[list[list[Fragment]], list[list[Fragment]], list[list[Fragment]]]:
    """The space before, everything else, the space after."""
    first = int(bool(words) and _is_space(words[0][0]))
    last = len(words) - int(len(words) > first and _is_space(words[-1][0]))
    return words[:first], words[first:last], words[last:]


def _is_space(fragment: Fragment) -> bool:
    return not hasattr(fragment, "cbDefn") and fragment.text.isspace()


def _joined(words: Iterable[list[Fragment]]) -> list[Fragment]:
    return [one for word in words for one in word]

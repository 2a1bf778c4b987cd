"""Footnotes of a text: anchors without a note and notes without an anchor."""

import re

from casefiles.text import _

_NOTE = re.compile(r"^[ \t]*\[(?P<number>[0-9]{1,3})\]", re.MULTILINE)
_ANCHOR = re.compile(r"(?<=[^\s\[])[ \t]?\[(?P<number>[0-9]{1,3})\]")


def remarks(text: str) -> tuple[str, ...]:
    """Sentences about footnotes that do not pair up; () where all do or there are none."""
    notes = {int(found["number"]) for found in _NOTE.finditer(text)}
    anchors = {int(found["number"]) for found in _ANCHOR.finditer(text)}
    if not notes and len(anchors) < 2:
        return ()
    found = []
    if anchors - notes:
        found.append(
            _("Anchors without a note: {numbers}.").format(numbers=_listed(anchors - notes))
        )
    if notes - anchors:
        found.append(
            _("Notes without an anchor in the text: {numbers}.").format(
                numbers=_listed(notes - anchors)
            )
        )
    return tuple(found)


def _listed(numbers: set[int]) -> str:
    return ", ".join(map(str, sorted(numbers)))

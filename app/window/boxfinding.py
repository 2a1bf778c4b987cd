"""What the box finds among the records, what is called so before what only speaks of it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from casefiles.model.ids import Ref
from casefiles.model.kinds import BY_NAME
from casefiles.operations.searching import Found, search
from casefiles.text import _
from casefiles.vault import Vault

_RECORDS, _LOOKED_AT = 8, 24
"""Records that are shown; records that are looked at for what is called so."""

_LEAST = 2
"""Letters of a word that may go on."""


@dataclass(frozen=True, slots=True)
class BoxHit:
    """A record, why it is here, and where in it to go: the state of its place."""

    ref: Ref
    title: str
    why: str
    own: bool
    state: Mapping[str, Any] = field(default_factory=dict)


def records_for(vault: Vault, words: str) -> list[BoxHit]:
    """The records for what was typed: those whose own name or title has it stand first."""
    found: dict[Ref, BoxHit] = {}
    for asked in _questions(words):
        for one in search(vault, text=asked, limit=_LOOKED_AT).found:
            found.setdefault(one.hit.ref, _hit(one, asked))
        if sum(one.own for one in found.values()) >= _RECORDS:
            break
    return sorted(found.values(), key=lambda one: not one.own)[:_RECORDS]


def _questions(words: str) -> Sequence[str]:
    """What is typed, and, as the last word may not be whole yet, what begins so."""
    plain = all(one.isalnum() or one in " -" for one in words)
    last = words.rsplit(maxsplit=1)[-1]
    return (words, f"{words}*") if plain and len(last) >= _LEAST and last.isalnum() else (words,)


def _hit(found: Found, asked: str) -> BoxHit:
    hit = found.hit
    title = hit.title or _(BY_NAME[hit.ref.kind].words.one)
    # Of several words one alone in the title says little: then it is not what was meant.
    own = len(hit.title_marks) >= len(asked.split()) or _("in a name") in hit.why
    return BoxHit(hit.ref, title, "; ".join(hit.why[:1]), own, _leading_to(found, asked))


def _leading_to(found: Found, asked: str) -> Mapping[str, Any]:
    """In a source the words are marked, and the line of the first of them is in sight."""
    if found.hit.ref.kind != "source":
        return {}
    shown = zip(found.hit.snippets, found.passages, strict=True)
    passage = next((passage for snippet, passage in shown if snippet.marks), "")
    line = re.search(r"\d+", passage)  # operations tell the passage in words: "line 12"
    return {"words": asked} | ({"line": int(line.group())} if line else {})

"""Completing what somebody types into a link: which record is meant, and is it here already?"""

from collections.abc import Sequence
from dataclasses import dataclass

from casefiles.ledger.reader import Reader
from casefiles.ledger.registry import Summary
from casefiles.model.ids import Ref
from casefiles.model.kinds import BY_NAME
from casefiles.model.phrases import value_in_words
from casefiles.model.properties import Role
from casefiles.model.sensitivity import Sensitivity
from casefiles.model.values import Link
from casefiles.names.compare import compare
from casefiles.text import _
from casefiles.vault import Vault

_ENOUGH = 2
"""Words that tell one record from another of the same name: more would not fit a line."""
_NAMED_ALIKE = ("person", "organisation")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record that may be meant, with a line that tells it from others of its name."""

    ref: Ref
    title: str
    line: str


def candidates(
    vault: Vault, *, text: str, kinds: Sequence[str], limit: int = 8
) -> tuple[Candidate, ...]:
    """Records of these kinds that fit what was typed so far: in full, begun, or a letter off."""
    words = _plain(text)
    if not words:
        return ()
    refs: list[Ref] = []
    for asked in (words, f"{words}*", " ".join(f"{word}~" for word in words.split())):
        refs += [hit.ref for hit in vault.search(asked, kinds=kinds, limit=limit).hits]
        if len(set(refs)) >= limit:
            break
    return described(vault.reader, refs)[:limit]


def alike(vault: Vault, *, kind: str, name: str, limit: int = 4) -> tuple[Candidate, ...]:
    """Records of the kind that may be the one of this name, in whatever spelling."""
    found = candidates(vault, text=name, kinds=[kind], limit=3 * limit)
    if kind in _NAMED_ALIKE:
        found = tuple(one for one in found if compare(name, one.title).verdict != "different")
    return found[:limit]


def described(reader: Reader, refs: Sequence[Ref]) -> tuple[Candidate, ...]:
    """These records, each once, with the line that tells them apart; the trash left out."""
    wanted = list(dict.fromkeys(refs))
    summaries = reader.summaries(wanted)
    return tuple(
        Candidate(ref, summaries[ref].title, line_about(reader, summaries[ref]))
        for ref in wanted
        if ref in summaries and not summaries[ref].trashed
    )


def line_about(reader: Reader, summary: Summary) -> str:
    """A few open words about a record beside its title: other name, when, where, what."""
    kind = BY_NAME[summary.ref.kind]
    found: list[str] = []
    for name, said in reader.statements(summary.ref).items():
        prop = kind.properties.get(name)
        if prop is None or prop.role is Role.QUIET or name in ("note", "tag"):
            continue
        for one in said:
            if one.sensitivity >= Sensitivity.PARTNER:
                continue
            value = one.claim.value
            target = reader.resolve(value.to) if isinstance(value, Link) else None
            words = reader.title(target) if target else value_in_words(prop, value)
            if words and words != summary.title and len(words) < 60:
                found.append(f"{_(prop.label)}: {words}" if prop.role is not Role.NAME else words)
                break
    return " · ".join(found[:_ENOUGH])


def _plain(text: str) -> str:
    """What was typed without the signs that mean something to the search."""
    return " ".join("".join(c if c.isalnum() else " " for c in text).split())

"""Completing what somebody types into a link: which record is meant, and is it here already?"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from casefiles.ledger.reader import Reader, Statement
from casefiles.ledger.registry import Summary
from casefiles.model.ids import RecordId, Ref
from casefiles.model.kinds import BY_NAME
from casefiles.model.phrases import value_in_words
from casefiles.model.properties import Role
from casefiles.model.sensitivity import Sensitivity
from casefiles.model.values import Link, Text
from casefiles.names.compare import compare
from casefiles.names.parts import Part, parse
from casefiles.text import _
from casefiles.vault import Vault

_ENOUGH = 2
"""Words that tell one record from another of the same name: more would not fit a line."""
_MOST_WORDS = 12
_LONG = 4
"""Letters of a word in which one may be wrong: a shorter one would be any other."""

_NAMED_ALIKE = ("person", "organisation")

Statements = Mapping[str, Sequence[Statement]]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record that may be meant, with a line that tells it from others of its name.

    `fits`: what was typed may be the name of this person, in full or begun. Half of a name is found
    with relatives, too; whoever types all of it means somebody else.
    """

    ref: Ref
    title: str
    line: str
    fits: bool = True


def candidates(
    vault: Vault, *, text: str, kinds: Sequence[str], limit: int = 8
) -> tuple[Candidate, ...]:
    """Records of these kinds that fit what was typed so far: in full, begun, or a letter off.

    Persons of another name come last.
    """
    refs: list[Ref] = []
    for asked in _ways(_plain(text).split()):
        refs += vault.holding(asked, kinds=kinds, limit=limit)
        if len(set(refs)) >= limit:
            break
    found = _described(vault.reader, list(dict.fromkeys(refs))[:limit], text)
    return tuple(sorted(found, key=lambda one: not one.fits))


def alike(vault: Vault, *, kind: str, name: str, limit: int = 4) -> tuple[Candidate, ...]:
    """Records of the kind that may be the one of this name, in whatever spelling."""
    found = candidates(vault, text=name, kinds=[kind], limit=3 * limit)
    if kind in _NAMED_ALIKE:
        found = tuple(one for one in found if compare(name, one.title).verdict != "different")
    return found[:limit]


def _ways(words: Sequence[str]) -> Iterator[str]:
    """Questions for a name: only the last is content with some of its words.

    Half of a name has so many bearers in a large vault that they would hide who is meant.
    """
    some = [word.lower() for word in words[:_MOST_WORDS]]
    if some:
        yield " ".join(f"({word} OR {word}*)" for word in some)
        yield " ".join(f"({word}{'~' * (len(word) >= _LONG)} OR {word}*)" for word in some)
        yield " ".join(some)


def _described(reader: Reader, refs: Sequence[Ref], typed: str) -> list[Candidate]:
    """These records with the line that tells them apart; the trash left out."""
    summaries = reader.summaries(refs)
    there = [ref for ref in refs if ref in summaries and not summaries[ref].trashed]
    said = reader.statements_of(there)
    linked = reader.look_up({to for ref in there for to in _links(said[ref])})
    titles = {to: summary.title for to, summary in linked.items()}
    return [
        Candidate(
            ref,
            summaries[ref].title,
            _line_about(summaries[ref], said[ref], titles),
            _fits(ref, said[ref], typed),
        )
        for ref in there
    ]


def _links(said: Statements) -> Iterator[RecordId]:
    for statements in said.values():
        yield from (one.claim.value.to for one in statements if isinstance(one.claim.value, Link))


def _line_about(summary: Summary, said: Statements, titles: Mapping[bytes, str]) -> str:
    """A few open words about a record beside its title: other name, when, where, what."""
    kind = BY_NAME[summary.ref.kind]
    found: list[str] = []
    for name, statements in said.items():
        prop = kind.properties.get(name)
        if prop is None or prop.role is Role.QUIET or name in ("note", "tag"):
            continue
        for one in statements:
            if one.sensitivity >= Sensitivity.PARTNER:
                continue
            value = one.claim.value
            title = titles.get(value.to) if isinstance(value, Link) else None
            words = value_in_words(prop, value) if title is None else title
            if words and words != summary.title and len(words) < 60:
                found.append(f"{_(prop.label)}: {words}" if prop.role is not Role.NAME else words)
                break
        if len(found) == _ENOUGH:
            break
    return " · ".join(found)


def _fits(ref: Ref, said: Statements, typed: str) -> bool:
    if ref.kind != "person":
        return True
    properties = BY_NAME[ref.kind].properties
    named = [
        one.claim.value.text
        for name, statements in said.items()
        if name in properties and properties[name].role is Role.NAME
        for one in statements
        if isinstance(one.claim.value, Text)
    ]
    return not named or any(_may_name(typed, name) for name in named)


def _may_name(typed: str, name: str) -> bool:
    """Whether each word typed is one of the name, in any spelling, or the beginning of one."""
    wanted, known = parse(typed).parts, parse(name).parts
    if all(any(_begins(part, one) for one in known) for part in wanted):
        return True  # told without comparing sounds, which takes longer
    if compare(typed, name).verdict == "same":
        return True
    return all(any(_may_be(part, one) for one in known) for part in wanted)


def _begins(typed: Part, part: Part) -> bool:
    return part.folded.startswith(typed.folded)


def _may_be(typed: Part, part: Part) -> bool:
    return _begins(typed, part) or compare(typed.written, part.written).verdict != "different"


def _plain(text: str) -> str:
    """What was typed without the signs that mean something to the search."""
    return " ".join("".join(c if c.isalnum() else " " for c in text).split())

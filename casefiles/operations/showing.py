"""One record in plain lines: what is said, by whom, on what it rests, and what leads to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from casefiles.ledger.origins import Origins, Parentage, origins
from casefiles.ledger.projection import PREFERRED, REJECTED
from casefiles.ledger.reader import Reader, Statement
from casefiles.model.claim import REPORTED, Citation
from casefiles.model.ids import EntryId, Ref
from casefiles.model.kinds import BY_NAME
from casefiles.model.phrases import value_in_words
from casefiles.model.values import Link
from casefiles.model.vocabulary import load
from casefiles.text import _, language
from casefiles.vault import Vault


@dataclass(frozen=True, slots=True)
class Told:
    """A value with its reasons. `leads_to` where it is a link; `sources` one line a citation."""

    claim: EntryId
    words: str
    leads_to: Ref | None
    remarks: tuple[str, ...]
    sources: tuple[str, ...]
    origins: Origins


@dataclass(frozen=True, slots=True)
class Field:
    """A property with its values, the best first; `disputed` if sources disagree on it."""

    name: str
    label: str
    values: tuple[Told, ...]
    disputed: bool


@dataclass(frozen=True, slots=True)
class Leading:
    """Other records that link to this one, under the words by which they do."""

    label: str
    records: tuple[tuple[Ref, str], ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything about one record."""

    ref: Ref
    title: str
    fields: tuple[Field, ...]
    leading: tuple[Leading, ...]


def sheet(vault: Vault, *, ref: Ref) -> Sheet:
    """All that is said about a record, and what leads to it."""
    reader = vault.reader
    kind = BY_NAME[ref.kind]
    statements = reader.statements(ref)
    names, parentage = _Names(reader), Parentage(reader)
    fields = tuple(
        Field(
            name,
            _(kind.properties[name].label) if name in kind.properties else name,
            tuple(_told(reader, names, parentage, ref, one) for one in said),
            name in kind.properties and reader.disputed(ref, name),
        )
        for name, said in statements.items()
    )
    return Sheet(ref, names.of(ref), fields, _leading(reader, names, ref))


class _Names:
    """What records are called; parts by what they join."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._known: dict[Ref, str] = {}

    def of(self, ref: Ref) -> str:
        if ref not in self._known:
            self._known[ref] = self._reader.title(ref) or self._joined(ref)
        return self._known[ref]

    def _joined(self, ref: Ref) -> str:
        """An act, a relation: its term and the titles of what it links, "father: A, B"."""
        words, titles = [], []
        for name, said in self._reader.statements(ref).items():
            value = said[0].claim.value
            if isinstance(value, Link):
                target = self._reader.resolve(value.to)
                titles.append(self._reader.title(target) if target else "")
            elif BY_NAME[ref.kind].properties[name].vocabulary:
                words.append(value_in_words(BY_NAME[ref.kind].properties[name], value))
        joined = " – ".join(title for title in titles if title)
        head = ", ".join(words) or _(BY_NAME[ref.kind].words.one)
        return f"{head}: {joined}" if joined else head


def _told(
    reader: Reader, names: _Names, parentage: Parentage, ref: Ref, statement: Statement
) -> Told:
    claim = statement.claim
    prop = BY_NAME[ref.kind].properties.get(claim.property)
    leads_to = reader.resolve(claim.value.to) if isinstance(claim.value, Link) else None
    if isinstance(claim.value, Link):
        words = names.of(leads_to) if leads_to else _("(no longer here)")
    else:
        words = value_in_words(prop, claim.value)
    cited = reader.resolve_all(citation.source for citation in claim.citations)
    return Told(
        claim.id,
        words,
        leads_to,
        tuple(_remarks(reader, statement)),
        tuple(_source_line(reader, names, one) for one in claim.citations),
        origins(cited.values(), parentage),
    )


def _remarks(reader: Reader, statement: Statement) -> Sequence[str]:
    claim = statement.claim
    remarks = []
    if statement.weight == PREFERRED:
        remarks.append(_("preferred"))
    if statement.weight == REJECTED:
        remarks.append(_("rejected"))
    if claim.certainty != REPORTED and load("certainty").has(claim.certainty):
        remarks.append(load("certainty").label(claim.certainty, language()))
    if claim.by and load("speaker").has(claim.by):
        remarks.append(load("speaker").label(claim.by, language()))
    if claim.who is not None:
        who = reader.resolve(claim.who)
        remarks.append(_("says {who}").format(who=reader.title(who) if who else "?"))
    if claim.held is not None:
        remarks.append(claim.held.sentence())
    if statement.sensitivity:
        level = statement.sensitivity.name.lower()
        remarks.append(load("sensitivity").label(level, language()))
    if statement.contested:
        remarks.append(_("judged in two ways"))
    return remarks


def _source_line(reader: Reader, names: _Names, citation: Citation) -> str:
    source = reader.resolve(citation.source)
    title = names.of(source) if source else _("(a source that is not here)")
    return f"{title}{_place(citation)}"


def _place(citation: Citation) -> str:
    passage = citation.passage
    if passage.first_line and passage.last_line > passage.first_line:
        return ", " + _("lines {a}-{b}").format(a=passage.first_line, b=passage.last_line)
    if passage.first_line:
        return ", " + _("line {n}").format(n=passage.first_line)
    return f", {passage.page}" if passage.page else ""


def _leading(reader: Reader, names: _Names, ref: Ref) -> tuple[Leading, ...]:
    found: dict[str, dict[Ref, str]] = {}
    for incoming in reader.linked_to(ref):
        prop = BY_NAME[incoming.origin.kind].properties.get(incoming.property)
        if prop is not None:
            found.setdefault(_(prop.inverse), {})[incoming.origin] = names.of(incoming.origin)
    return tuple(
        Leading(label, tuple(sorted(records.items(), key=lambda one: one[1])))
        for label, records in _sorted(found)
    )


def _sorted(found: Mapping[str, dict[Ref, str]]) -> list[tuple[str, dict[Ref, str]]]:
    return sorted(found.items())

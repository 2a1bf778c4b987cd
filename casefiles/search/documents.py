"""From a record to what the index holds of it, and which records one Step makes stale.

A record is found by what is said about it, by the names of the records it links to, and by its
parts: the acts and involvements of an incident, the posts and relations of a person are not found
by themselves but through the record they belong to. A change therefore reaches one link further
than the record it was made on.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from casefiles.ledger.changes import Changes
from casefiles.ledger.reader import Reader, Statement
from casefiles.model.ids import Ref
from casefiles.model.kinds import BY_NAME
from casefiles.model.properties import Property, Role
from casefiles.model.values import FileValue, Link, TermValue, Text
from casefiles.model.vocabulary import load
from casefiles.search.values import Document

_LANGUAGES = ("en", "ru")
"""Terms are found by their labels in these, whatever the language of the window."""


@dataclass
class _Words:
    """What is gathered for one document, by role."""

    by_role: dict[Role, list[str]] = field(default_factory=dict)
    mentions: list[str] = field(default_factory=list)
    file_name: str | None = None

    def add(self, role: Role, words: Iterable[str]) -> None:
        self.by_role.setdefault(role, []).extend(words)

    def of(self, role: Role) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.by_role.get(role, ())))


def documents(reader: Reader, refs: Collection[Ref]) -> Iterable[Document]:
    """The documents of those among these records that can be found: listed, there, not in the trash."""
    listed = [ref for ref in refs if BY_NAME[ref.kind].words.listed]
    for ref, summary in reader.summaries(listed).items():
        if summary.trashed or ref not in listed:
            continue
        words = _gather(reader, ref)
        yield Document(
            ref=ref,
            title=summary.title,
            names=words.of(Role.NAME),
            body=body_of(reader, ref, words),
            places=words.of(Role.PLACE),
            tags=words.of(Role.TAG),
            authors=words.of(Role.AUTHOR),
            outlets=words.of(Role.OUTLET),
            mentions=tuple(dict.fromkeys(words.mentions)),
            file_name=words.file_name,
            **_days(summary.earliest, summary.latest),
        )


def body_of(reader: Reader, ref: Ref, words: "_Words | None" = None) -> str:
    """The long text of a record as it is indexed: snippets are cut from exactly this."""
    text = reader.text_of(ref) if ref.kind == "source" else ""
    told = (words or _gather(reader, ref)).of(Role.BODY)
    return "\n".join([text, *told] if text else told)


def stale(reader: Reader, changes: Changes) -> set[Ref]:
    """The records whose documents a Step made untrue, those that are gone left out."""
    reached = set(changes.created | changes.changed | changes.beside)
    for ref in changes.names_changed:
        reached |= {incoming.origin for incoming in reader.linked_to(ref)}
    parts = {ref for ref in reached if not BY_NAME[ref.kind].words.listed}
    return (reached - parts) | _owners(reader, parts)


def _owners(reader: Reader, parts: Collection[Ref]) -> set[Ref]:
    """The listed records a part belongs to, through other parts where need be."""
    owners: set[Ref] = set()
    for ref in parts:
        linked = _links(reader, ref)
        owners |= {one for one in linked if BY_NAME[one.kind].words.listed}
        for one in linked - owners:
            owners |= {far for far in _links(reader, one) if BY_NAME[far.kind].words.listed}
    return owners


def _links(reader: Reader, ref: Ref) -> set[Ref]:
    targets = [
        statement.claim.value.to
        for statements in reader.statements(ref).values()
        for statement in statements
        if isinstance(statement.claim.value, Link)
    ]
    return set(reader.resolve_all(targets).values())


def _gather(reader: Reader, ref: Ref) -> _Words:
    words = _Words()
    linked = _tell(reader, ref, reader.statements(ref), words, own=True)
    parts = [
        incoming.origin
        for incoming in reader.linked_to(ref)
        if not BY_NAME[incoming.origin.kind].words.listed
    ]
    for part, statements in reader.statements_of(sorted(set(parts))).items():
        linked |= _tell(reader, part, statements, words, own=False)
    linked.pop(ref, None)
    roles: dict[Role, list[Ref]] = {}
    for target, role in linked.items():
        roles.setdefault(role, []).append(target)
    for role, targets in roles.items():
        for names in _names(reader, targets).values():
            if role in (Role.PLACE, Role.TAG, Role.AUTHOR, Role.OUTLET):
                words.add(role, names)
            else:
                words.mentions.extend(names)
    return words


def _tell(
    reader: Reader,
    ref: Ref,
    by_property: Mapping[str, Sequence[Statement]],
    words: _Words,
    *,
    own: bool,
) -> dict[Ref, Role]:
    """Add the words of one record; returns the records it links to, with the role of the link."""
    kind = BY_NAME[ref.kind]
    targets: dict[bytes, Role] = {}
    for name, statements in by_property.items():
        prop = kind.properties.get(name)
        if prop is None:
            continue
        for statement in statements:
            value = statement.claim.value
            if isinstance(value, Link):
                targets[value.to] = prop.role
            elif isinstance(value, FileValue) and own:
                words.file_name = value.name
            else:
                # The names of a part are not names of the record it belongs to.
                role = Role.BODY if prop.role is Role.NAME and not own else prop.role
                words.add(role, _words_of(prop, statement))
    found = reader.resolve_all(targets)
    return {found[target]: role for target, role in targets.items() if target in found}


def _words_of(prop: Property, statement: Statement) -> Iterable[str]:
    value = statement.claim.value
    if prop.role is Role.QUIET:
        return ()
    if isinstance(value, Text):
        return (value.text,)
    if isinstance(value, TermValue) and prop.vocabulary:
        vocabulary = load(prop.vocabulary)
        if vocabulary.has(value.code):
            return tuple(vocabulary.label(value.code, lang) for lang in _LANGUAGES)
    return ()


def _names(reader: Reader, refs: Sequence[Ref]) -> Mapping[Ref, list[str]]:
    found: dict[Ref, list[str]] = {}
    for ref, by_property in reader.statements_of(refs).items():
        properties = BY_NAME[ref.kind].properties
        found[ref] = [
            statement.claim.value.text
            for name, statements in by_property.items()
            if name in properties and properties[name].role is Role.NAME
            for statement in statements
            if isinstance(statement.claim.value, Text)
        ]
    return found


def _days(earliest: int | None, latest: int | None) -> dict[str, date | None]:
    if earliest is None and latest is None:
        return {"earliest": None, "latest": None}
    # Both or neither: an open end reaches as far as the calendar does.
    return {
        "earliest": date.fromordinal(earliest) if earliest else date.min,
        "latest": date.fromordinal(latest) if latest else date.max,
    }

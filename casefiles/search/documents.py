"""From a record to what the index holds of it, and which records one Step makes stale.

A record is found by what is said about it, by the names of the records it links to, and by its
parts: the acts and involvements of an incident, the posts and relations of a person are not found
by themselves but through the record they belong to. A change therefore reaches one link further
than the record it was made on.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from casefiles.ledger.changes import Changes
from casefiles.ledger.reader import Reader, Statement, Summary
from casefiles.model.ids import RecordId, Ref
from casefiles.model.kinds import BY_NAME
from casefiles.model.properties import Property, Role
from casefiles.model.values import FileValue, Link, TermValue, Text
from casefiles.model.vocabulary import load
from casefiles.search.abbreviations import abbreviations
from casefiles.search.languages import code_of, language_of
from casefiles.search.snippets import APART
from casefiles.search.values import Document

_LANGUAGES = ("en", "ru")
"""Terms are found by their labels in these, whatever the language of the window."""


_LANGUAGE = BY_NAME["source"].properties["language"]

_KNOWN_BY_ID = ("source", "place")
"""Kinds that others point at in the index itself."""

_COUNTED_BY_ID = ("place", "organisation")
"""Kinds by whose records hits are told apart."""

_PORTION = 200
"""Records gathered at a time: enough that the questions to the database are few."""


@dataclass
class _Words:
    """What is gathered for one document."""

    by_role: dict[Role, list[str]] = field(default_factory=dict)
    descriptions: list[str] = field(default_factory=list)
    linked: dict[Ref, Role] = field(default_factory=dict)
    parts: list[str] = field(default_factory=list)
    cites: list[RecordId] = field(default_factory=list)
    placed: list[RecordId] = field(default_factory=list)
    acts: list[str] = field(default_factory=list)
    act_codes: list[str] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    file_name: str | None = None

    def add(self, role: Role, words: Iterable[str]) -> None:
        self.by_role.setdefault(role, []).extend(words)

    def tell(self, prop: Property, told: Iterable[str], *, own: bool) -> None:
        """Add the words of a property of the record (`own`) or of a part of it."""
        if prop.role in (Role.NAME, Role.BODY) and not own:
            self.parts.extend(told)  # the names of a part are not names of the record
        elif prop.describes:
            self.descriptions.extend(told)
        else:
            self.add(prop.role, told)

    def of(self, role: Role) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.by_role.get(role, ())))


def documents(
    reader: Reader, refs: Collection[Ref], *, trashed: bool = False
) -> Iterator[Document]:
    """The documents of these records; those in the trash, or shown inside others, have none.

    With `trashed` only of those that lie in the trash: for reading, never for the index.
    """
    listed = sorted({ref for ref in refs if BY_NAME[ref.kind].words.listed})
    for start in range(0, len(listed), _PORTION):
        summaries = reader.summaries(listed[start : start + _PORTION])
        found = [ref for ref, summary in summaries.items() if summary.trashed == trashed]
        gathering = _Gathering(reader, found, found)
        gathering.name_linked()
        for ref in found:
            yield gathering.document(summaries[ref])


def bodies_of(
    reader: Reader, refs: Collection[Ref], whole: Collection[Ref] = ()
) -> Mapping[Ref, str]:
    """The long texts of records as they are indexed: snippets are cut from exactly these.

    The words of their parts, of which a large organisation has hundreds, only for `whole` ones.
    """
    gathering = _Gathering(reader, refs, whole)
    texts = ((ref, gathering.body(ref), gathering.parts(ref)) for ref in refs)
    return {ref: f"{body}{APART}{parts}" if parts else body for ref, body, parts in texts}


class _Gathering:
    """The words of several records and their parts, and the names of all they link to."""

    def __init__(self, reader: Reader, refs: Collection[Ref], whole: Collection[Ref]) -> None:
        self._reader = reader
        self._words: dict[Ref, _Words] = {ref: _Words() for ref in refs}
        self._targets: dict[Ref, dict[bytes, Role]] = {ref: {} for ref in refs}
        self._names: Mapping[Ref, list[str]] = {}
        self._known_as: Mapping[Ref, Sequence[RecordId]] = {}
        sources = [ref for ref in refs if ref.kind == "source"]
        self._divided = {
            ref
            for ref, incoming in reader.linked_to_all(sources, "part_of").items()
            if any(one.origin.kind == "source" for one in incoming)
        }
        parts: dict[Ref, list[Ref]] = {}
        for ref, incoming in reader.linked_to_all(whole).items():
            for origin in {one.origin for one in incoming}:
                if not BY_NAME[origin.kind].words.listed:
                    parts.setdefault(origin, []).append(ref)
        for ref, said in reader.statements_of(refs).items():
            self._tell(ref, said, ref, own=True)
        for part, said in reader.statements_of(sorted(parts)).items():
            for owner in parts[part]:
                self._tell(part, said, owner, own=False)

    def name_linked(self) -> None:
        """Look up the names of all records these ones link to; `document` needs them."""
        resolved = self._reader.resolve_all(
            one for links in self._targets.values() for one in links
        )
        for ref, links in self._targets.items():
            linked = {resolved[one]: role for one, role in links.items() if one in resolved}
            linked.pop(ref, None)
            self._words[ref].linked = linked
        everyone = {one for words in self._words.values() for one in words.linked}
        self._names = _names(self._reader, sorted(everyone))
        self._known_as = self._reader.members_of(
            ref for ref in self._words if ref.kind in _KNOWN_BY_ID
        )

    def body(self, ref: Ref) -> str:
        """The long text of one of the records.

        The words of a page that was split into articles are found in these, and not again in it.
        """
        has_text = ref.kind == "source" and ref not in self._divided
        text = self._reader.text_of(ref) if has_text else ""
        return APART.join([text, *self._words[ref].of(Role.BODY)])

    def parts(self, ref: Ref) -> str:
        """The words of the parts of one of the records."""
        return APART.join(dict.fromkeys(self._words[ref].parts))

    def document(self, summary: Summary) -> Document:
        """What the index holds of one of the records."""
        words = self._words[summary.ref]
        known_as = self._known_as.get(summary.ref, ())
        earliest, latest = _days(summary.earliest, summary.latest)
        mentions: list[str] = []
        for target, role in words.linked.items():
            if role in (Role.PLACE, Role.TAG, Role.AUTHOR, Role.OUTLET):
                words.add(role, self._names[target])
            else:
                mentions.extend(self._names[target])
        body = self.body(summary.ref)
        languages = _languages(summary.ref, words.languages, body)
        return Document(
            ref=summary.ref,
            title=summary.title,
            names=self._own_names(summary.ref),
            descriptions=tuple(dict.fromkeys(words.descriptions)),
            body=body,
            parts=self.parts(summary.ref),
            cites=tuple(one for one in words.cites if one not in known_as),
            known_as=tuple(known_as),
            places=words.of(Role.PLACE),
            tags=words.of(Role.TAG),
            authors=words.of(Role.AUTHOR),
            outlets=words.of(Role.OUTLET),
            mentions=tuple(dict.fromkeys(mentions)),
            placed=tuple(dict.fromkeys(words.placed)),
            persons=self._names_of(summary.ref, "person"),
            agencies=self._names_of(summary.ref, "organisation"),
            acts=tuple(dict.fromkeys(words.acts)),
            languages=languages,
            counted=tuple(self._counted(summary, languages)),
            file_name=words.file_name,
            earliest=earliest,
            latest=latest,
        )

    def _counted(self, summary: Summary, languages: Iterable[str]) -> Iterator[str]:
        """What the record is counted under beside others that are found."""
        words = self._words[summary.ref]
        yield f"sensitivity:{int(summary.sensitivity)}"
        yield from (f"lang:{code}" for code in languages)
        yield from (f"act:{code}" for code in dict.fromkeys(words.act_codes))
        for one in (summary.ref, *words.linked):
            if one.kind in _COUNTED_BY_ID:
                yield f"{one.kind}:{one.id.hex()}"

    def _own_names(self, ref: Ref) -> tuple[str, ...]:
        """The names of the record, and of an organisation what their beginnings make."""
        names = self._words[ref].of(Role.NAME)
        if ref.kind != "organisation":
            return names
        short = (one for name in names for one in abbreviations(name))
        return tuple(dict.fromkeys([*names, *short]))

    def _names_of(self, ref: Ref, kind: str) -> tuple[str, ...]:
        """The names of the records of a kind that this one links to, or is."""
        linked = [one for one in self._words[ref].linked if one.kind == kind]
        own = self._own_names(ref) if ref.kind == kind else ()
        return tuple(dict.fromkeys([*own, *(name for one in linked for name in self._names[one])]))

    def _tell(
        self,
        ref: Ref,
        said: Mapping[str, Sequence[Statement]],
        owner: Ref,
        *,
        own: bool,
    ) -> None:
        """Add to `owner` the words of one record, and the records it links to."""
        words, targets = self._words[owner], self._targets[owner]
        properties = BY_NAME[ref.kind].properties
        for prop, statement in _by_property(properties, said):
            words.cites += [cite.source for cite in statement.claim.citations]
            value = statement.claim.value
            if isinstance(value, Link):
                targets[value.to] = prop.role
                if prop.role is Role.PLACE:
                    words.placed.append(value.to)
            elif isinstance(value, FileValue) and own:
                words.file_name = value.name
            else:
                words.tell(prop, _words_of(prop, statement), own=own)
                if isinstance(value, TermValue) and prop.vocabulary == "acts":
                    words.act_codes.append(value.code)
                    words.acts += _acts(value.code)
                elif isinstance(value, Text) and prop is _LANGUAGE and own:
                    words.languages.append(value.text)


def _by_property(
    properties: Mapping[str, Property], said: Mapping[str, Sequence[Statement]]
) -> Iterator[tuple[Property, Statement]]:
    for name, statements in said.items():
        if name in properties:
            for statement in statements:
                yield properties[name], statement


def stale(reader: Reader, changes: Changes) -> set[Ref]:
    """The records whose documents a Step made untrue, those that are gone left out."""
    reached = set(changes.created | changes.changed | changes.beside)
    for incoming in reader.linked_to_all(changes.names_changed).values():
        reached |= {one.origin for one in incoming}
    parts = {ref for ref in reached if not BY_NAME[ref.kind].words.listed}
    return (reached - parts) | _owners(reader, parts)


def _owners(reader: Reader, parts: Collection[Ref]) -> set[Ref]:
    """The listed records that parts belong to, through other parts where need be."""
    linked = _links(reader, parts)
    owners = {one for one in linked if BY_NAME[one.kind].words.listed}
    further = _links(reader, linked - owners)
    return owners | {one for one in further if BY_NAME[one.kind].words.listed}


def _links(reader: Reader, refs: Collection[Ref]) -> set[Ref]:
    targets = {
        statement.claim.value.to
        for said in reader.statements_of(refs).values()
        for statements in said.values()
        for statement in statements
        if isinstance(statement.claim.value, Link)
    }
    return set(reader.resolve_all(targets).values())


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


def _acts(code: str) -> Iterator[str]:
    """The labels of an act and of all it falls under."""
    vocabulary = load("acts")
    while vocabulary.has(code):
        yield from (vocabulary.label(code, lang) for lang in _LANGUAGES)
        code = vocabulary.term(code).broader or ""


def _languages(ref: Ref, stated: Iterable[str], body: str) -> tuple[str, ...]:
    """Codes of the languages of a source: as stated, or as its words look."""
    if ref.kind != "source":
        return ()
    known = tuple(dict.fromkeys(filter(None, map(code_of, stated))))
    return known or tuple(filter(None, (language_of(body),)))


def _names(reader: Reader, refs: Collection[Ref]) -> Mapping[Ref, list[str]]:
    return {
        ref: [
            statement.claim.value.text
            for prop, statement in _by_property(BY_NAME[ref.kind].properties, said)
            if prop.role is Role.NAME and isinstance(statement.claim.value, Text)
        ]
        for ref, said in reader.statements_of(refs).items()
    }


def _days(earliest: int | None, latest: int | None) -> tuple[date | None, date | None]:
    if earliest is None and latest is None:
        return None, None
    # Both or neither: an open end reaches as far as the calendar does.
    first = date.fromordinal(earliest) if earliest else date.min
    return first, date.fromordinal(latest) if latest else date.max

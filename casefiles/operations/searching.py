"""Finding: hits with the file and the lines they stand in, copies gathered under their original."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from casefiles.insight.remarks import place_in_words
from casefiles.ledger.listing import Listing
from casefiles.ledger.reader import Reader
from casefiles.model.claim import Passage
from casefiles.model.ids import RecordId, Ref
from casefiles.model.kinds import BY_NAME
from casefiles.model.pages import Pages
from casefiles.model.values import FileValue, Layer, Link, Text
from casefiles.search import Hit, Query, Snippet, parse
from casefiles.search.documents import documents
from casefiles.search.layouts import on_other_keyboard
from casefiles.search.reading import holds
from casefiles.text import _
from casefiles.vault import Vault

_MOST_TRASHED = 1_000
"""Records of a kind in the trash that are read through."""


@dataclass(frozen=True, slots=True)
class Copy:
    """Another print of the same article."""

    ref: Ref
    file_name: str


@dataclass(frozen=True, slots=True)
class Found:
    """A hit as it is shown. `passages` has one entry a snippet: "lines 12-14"."""

    hit: Hit
    file_name: str
    passages: tuple[str, ...]
    copies: list[Copy] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Findings:
    """The question as it was understood, and what was found for it, best first."""

    query: Query
    found: tuple[Found, ...]
    notes: tuple[str, ...]
    loosened: bool = False
    """Whether no record holds all of the words, and these hold some."""

    meant: tuple[str, ...] = ()
    """The question as the same keys write it on another keyboard, where that finds something."""


def search(vault: Vault, *, text: str, kinds: Collection[str] = (), limit: int = 20) -> Findings:
    """What fits the words. An article that is a copy of another hit is named under it."""
    hits = vault.search(text, kinds=kinds, limit=limit)
    reader = vault.reader
    shown: dict[Ref, Found] = {}
    for hit in hits.hits:
        name = file_name(reader, hit.ref)
        original = next((one for one in _originals(reader, hit.ref) if one in shown), None)
        if original is not None:
            shown[original].copies.append(Copy(hit.ref, name))
            continue
        copies = [one for one in _copies(reader, hit.ref) if one in shown]
        found = Found(hit, name, _passages(reader, hit))
        for copy in copies:  # the copy scored higher than what it was copied from
            earlier = shown.pop(copy)
            found.copies.extend([Copy(copy, earlier.file_name), *earlier.copies])
        shown[hit.ref] = found
    sure = hits.hits and not hits.loosened
    meant = () if sure else tuple(_on_other_keyboard(vault, text))
    notes = [*hits.query.notes]
    notes += [
        _("You may have meant “{words}”, typed on another keyboard.").format(words=one)
        for one in meant
    ]
    return Findings(hits.query, tuple(shown.values()), tuple(notes), hits.loosened, meant)


def search_trash(vault: Vault, *, text: str, limit: int = 20) -> tuple[tuple[Ref, str], ...]:
    """What lies in the trash and fits the words, with its title; the newest first."""
    listing = Listing(vault.ledger)
    condition = parse(text).root
    if not condition.conditions:
        return ()
    found: list[tuple[Ref, str]] = []
    with vault.database.reading():
        for name, kind in BY_NAME.items():
            if kind.words.listed:
                ids = listing.ids(name, trashed=True)[:_MOST_TRASHED]
                refs = [Ref(name, RecordId(one)) for one in ids]
                found += [
                    (one.ref, one.title)
                    for one in documents(vault.reader, refs, trashed=True)
                    if holds(condition, one)
                ]
    return tuple(sorted(found, key=lambda one: one[0].id, reverse=True)[:limit])


def _on_other_keyboard(vault: Vault, text: str) -> Iterator[str]:
    for words in on_other_keyboard(text):
        query = parse(words)
        with vault.database.reading():
            if not query.notes and vault.index.search(vault.widening.widened(query), (), 1):
                yield words


def file_name(reader: Reader, ref: Ref) -> str:
    """The name of the file a source stands in, its own or that of the page it is part of."""
    if ref.kind != "source":
        return ""
    said = reader.statements(ref)
    for statement in said.get("original", ()):
        if isinstance(statement.claim.value, FileValue):
            return statement.claim.value.name
    for statement in said.get("part_of", ()):
        if isinstance(statement.claim.value, Link):
            page = reader.resolve(statement.claim.value.to)
            if page is not None and page != ref and (name := file_name(reader, page)):
                return name
    for statement in said.get("locator", ()):
        if isinstance(statement.claim.value, Text):
            return statement.claim.value.text.rpartition(":")[0] or statement.claim.value.text
    return ""


def _passages(reader: Reader, hit: Hit) -> tuple[str, ...]:
    if hit.ref.kind != "source" or not hit.snippets:
        return tuple("" for _snippet in hit.snippets)
    layers = [one.claim.value for one in reader.shown(hit.ref, "words_layer")]
    layer = next((one for one in layers if isinstance(one, Layer)), None)
    text = reader.text_of(hit.ref)
    return tuple(_lines(text, snippet, layer) for snippet in hit.snippets)


def _lines(text: str, snippet: Snippet, layer: Layer | None) -> str:
    if layer is None or snippet.start >= len(text):
        return ""
    first_mark = snippet.start + (snippet.marks[0][0] if snippet.marks else 0)
    line = layer.first_line + text.count("\n", 0, first_mark)
    page = Pages(text).at(first_mark)
    return place_in_words(Passage(line, line, page=str(page) if page else ""))


def _originals(reader: Reader, ref: Ref) -> list[Ref]:
    if ref.kind != "source":
        return []
    targets = [
        one.claim.value.to
        for one in reader.shown(ref, "copy_of")
        if isinstance(one.claim.value, Link)
    ]
    return list(reader.resolve_all(targets).values())


def _copies(reader: Reader, ref: Ref) -> list[Ref]:
    if ref.kind != "source":
        return []
    return [incoming.origin for incoming in reader.linked_to(ref, "copy_of")]

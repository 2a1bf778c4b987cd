"""A source as its page shows it: what it is, where it came from, its words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.pages.source.lines import Lines
from casefiles.errors import NoSuchRecord
from casefiles.insight.fields import Field, Value, fields_of
from casefiles.ledger.reader import Statement
from casefiles.model.ids import EntryId, Ref
from casefiles.model.values import FileValue, Layer
from casefiles.operations.searching import file_name
from casefiles.text import _
from casefiles.vault import Vault

_ABOVE = ("title", "outlet", "author", "published", "words_layer", "original", "copy_of")
"""What the head of the page shows; the rest stands under "About"."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One source. `lines` is None where its text is not here; `sha256` that of the original, which
    itself is told where its bytes are here."""

    ref: Ref
    title: str
    byline: tuple[str, ...]
    copy_of: tuple[tuple[Ref, str], ...]
    file_name: str
    sha256: str
    original: FileValue | None
    handed_in: Value | None
    about: tuple[Field, ...]
    lines: Lines | None
    resting: frozenset[EntryId]
    """The claims that rest on it."""


def read(vault: Vault, ref: Ref) -> Reading:
    """Everything about a source but what rests on it."""
    reader = vault.reader
    known = reader.summary(ref)
    if known is None:
        raise NoSuchRecord(
            _("This source is no longer here."), _("Go back; it may be in the trash.")
        )
    fields = {field.name: field for field in fields_of(reader, known.ref)}
    said = reader.statements_of([known.ref], "words_layer", "original")[known.ref]
    layer = next((one for one in _values(said, "words_layer") if isinstance(one, Layer)), None)
    text = reader.text_of(known.ref) if layer is not None else ""
    return Reading(
        ref=known.ref,
        title=known.title or _("Source without a title"),
        byline=tuple(_byline(fields)),
        copy_of=_copied(fields),
        file_name=file_name(reader, known.ref),
        sha256=_digest(said, layer),
        original=_original(vault, said),
        handed_in=next((one for one in _of(fields, "handed_in_by")), None),
        about=tuple(one for name, one in fields.items() if name not in _ABOVE),
        lines=Lines(text, max(layer.first_line, 1)) if layer is not None and text else None,
        resting=frozenset(claim for _subject, claim in reader.citing(known.ref)),
    )


def _byline(fields: Mapping[str, Field]) -> Iterable[str]:
    for name in ("author", "outlet"):
        told = [value.words for value in _of(fields, name)]
        if told:
            yield ", ".join(dict.fromkeys(told))
    for name in ("published", "posted"):
        told = [value.words for value in _of(fields, name)]
        if told:
            yield " / ".join(dict.fromkeys(told))
            return


def _copied(fields: Mapping[str, Field]) -> tuple[tuple[Ref, str], ...]:
    values = _of(fields, "copy_of")
    return tuple((one.leads_to, one.words) for one in values if one.leads_to is not None)


def _of(fields: Mapping[str, Field], name: str) -> list[Value]:
    field = fields.get(name)
    return [one for one in field.values if not one.rejected] if field else []


def _values(said: Mapping[str, Iterable[Statement]], name: str) -> list[object]:
    return [one.claim.value for one in said.get(name, ())]


def _original(vault: Vault, said: Mapping[str, Iterable[Statement]]) -> FileValue | None:
    """The file it came in, if its bytes are here."""
    files = (one for one in _values(said, "original") if isinstance(one, FileValue))
    return next((one for one in files if vault.has_file(one.sha256)), None)


def _digest(said: Mapping[str, Iterable[Statement]], layer: Layer | None) -> str:
    for value in _values(said, "original"):
        if isinstance(value, FileValue):
            return value.sha256.hex()
    return layer.of.hex() if layer is not None else ""

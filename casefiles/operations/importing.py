"""Bringing documents in: a plan first, then everything of it in one undoable Step.

An original is kept byte for byte; its words are kept beside it as UTF-8, whole for a page and cut
for each article, so that line and character positions hold for ever. Where the vault already knows
an article by its bibliographic record, the words are attached to that record.
"""

import mimetypes
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from casefiles.errors import Cancelled
from casefiles.intake.articles import ArticleDraft
from casefiles.intake.confine import many_to_come
from casefiles.intake.duplicates import Fingerprint, fingerprint
from casefiles.intake.plan import TakenFile, same_bytes, take
from casefiles.intake.planned import ImportPlan, PlannedArticle, PlannedFile, Standing
from casefiles.intake.reader import ReadText
from casefiles.intake.readers import kept_whole
from casefiles.intake.readers.signatures import format_of
from casefiles.ledger import files
from casefiles.ledger.reader import Statement
from casefiles.ledger.step import Step
from casefiles.model.dates import UncertainDate
from casefiles.model.ids import Ref
from casefiles.model.values import FileValue, Layer, Link, TermValue, Text, Value, When
from casefiles.names.fold import fold
from casefiles.text import _
from casefiles.vault import Vault

Progress = Callable[[int, int, str], None]

_RECOGNISED = frozenset({"title", "outlet", "author", "published", "posted"})
"""What rules read off a page: inferred, until a person says it."""

_OFFICE = "application/vnd.openxmlformats-officedocument"
_MEDIA_TYPES = {
    "html": "text/html",
    "mhtml": "multipart/related",
    "mail": "message/rfc822",
    "mbox": "application/mbox",
    "pdf": "application/pdf",
    "rtf": "application/rtf",
    "docx": f"{_OFFICE}.wordprocessingml.document",
    "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}
"""By what it was read as: names of files may say anything."""

_PLAIN = "text/plain"

_UNKNOWN = "application/octet-stream"

ARTICLE, PAGE, LETTER = "article", "archive_page", "letter"
"""Codes of `vocabularies/source_genre.json`."""


class VaultTexts:
    """What the vault holds already, as the planning of one import asks for it."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._originals: set[bytes] | None = None

    def has_file(self, sha256: str) -> bool:
        """Whether a source says that these bytes are its original, and they are here.

        Bytes alone are not enough: an import that was broken off or undone leaves some.
        """
        if self._originals is None:
            self._originals = _originals(self._vault)
        digest = bytes.fromhex(sha256)
        return digest in self._originals and files.has(self._vault.database, digest)

    def fingerprints(self) -> Iterator[tuple[str, Fingerprint]]:
        """Those of all texts here, each with its source."""
        for summary in self._vault.reader.all_of("source"):
            text = self._vault.reader.text_of(summary.ref)
            if text:
                yield str(summary.ref), fingerprint(text)


def _originals(vault: Vault) -> set[bytes]:
    sources = [summary.ref for summary in vault.reader.all_of("source")]
    return {
        statement.claim.value.sha256
        for said in vault.reader.statements_of(sources).values()
        for statement in said.get("original", ())
        if isinstance(statement.claim.value, FileValue)
    }


@dataclass(frozen=True, slots=True)
class Imported:
    """What was taken in: articles new to the vault, those attached to a record that was there."""

    new: tuple[Ref, ...]
    attached: tuple[Ref, ...]
    pages: tuple[Ref, ...]


def take_in(
    vault: Vault,
    *,
    plan: ImportPlan,
    progress: Progress = lambda _done, _total, _sentence: None,
    cancelled: Callable[[], bool] = lambda: False,
    author: str | None = None,
) -> Imported:
    """Take in all that is new in a plan, as one Step. Raises `Cancelled`, `UnreadableFile`.

    Files that changed since the plan was made stop the whole import: nothing is half taken.
    """
    numbered = enumerate(plan.files)
    wanted = [(number, file) for number, file in numbered if file.articles]
    with vault.step("import", author=author) as step, many_to_come():
        taking = _Taking(vault, step, plan.texts)
        for done, (number, file) in enumerate(wanted):
            if cancelled():
                raise Cancelled(_("The import was stopped. Nothing was taken in."))
            progress(done, len(wanted), _("Taking in documents."))
            taking.add(number, file)
        taking.link_copies()
        step.detail["count"] = len(taking.new) + len(taking.attached)
        step.about(*taking.new, *taking.attached)
    return Imported(tuple(taking.new), tuple(taking.attached), tuple(taking.pages))


def attaching(vault: Vault, plan: ImportPlan) -> Mapping[tuple[int, int], Ref]:
    """The records that articles of a plan would be attached to, by file and article. Asks only."""
    known = _Catalogue(vault)
    found: dict[tuple[int, int], Ref] = {}
    for number, file in enumerate(plan.files):
        if file.standing is Standing.NEW:
            name = _readable(Path(file.path).name)
            known.page(name)
            for place, planned in enumerate(file.articles):
                if (ref := known.article(name, planned)) is not None:
                    found[number, place] = ref
    return found


class _Taking:
    """One import while it is collected."""

    def __init__(self, vault: Vault, step: Step, texts: Mapping[str, ReadText]) -> None:
        self._texts = texts
        self.new: list[Ref] = []
        self.attached: list[Ref] = []
        self.pages: list[Ref] = []
        self._vault = vault
        self._step = step
        self._known = _Catalogue(vault)
        self._placed: dict[tuple[int, int], tuple[Ref, PlannedArticle]] = {}

    def add(self, number: int, file: PlannedFile) -> None:
        name = _readable(Path(file.path).name)
        if file.standing is Standing.SEALED:
            self._seal(name, file)
            return
        taken = take(file, text=self._texts.get(file.sha256))
        original = FileValue(
            self._vault.put_file(taken.data),
            name,
            _MEDIA_TYPES.get(format_of(taken.data) or "", _PLAIN),
            len(taken.data),
        )
        page = self._page(name, original, taken, alone=len(file.articles) == 1)
        for place, planned in enumerate(file.articles):
            ref = self._article(name, original, taken, planned, page)
            self._placed[number, place] = (ref, planned)

    def _seal(self, name: str, file: PlannedFile) -> None:
        """Keep a file without words for us as it is."""
        data = same_bytes(file)
        kind, media_type = kept_whole(data), _media_type(name)
        if not (kind and media_type.startswith(f"{kind}/")):
            media_type = _MEDIA_TYPES.get(file.encoding, _UNKNOWN)
        original = FileValue(self._vault.put_file(data), name, media_type, len(data))
        ref = self._step.create("source")
        self.new.append(ref)
        told: list[tuple[str, Value]] = [("original", original)]
        if kind:
            told.append(("genre", TermValue(kind)))
        self._say_missing(ref, None, [*told, *_described(file.articles[0].draft)])

    def link_copies(self) -> None:
        """Link an article that is like an earlier one to it, as inferred: a person decides."""
        for (number, place), (ref, planned) in self._placed.items():
            for copy in planned.copies:
                earlier = self._earlier(copy.known, copy.file, copy.article, (number, place))
                if earlier is not None and earlier != ref and not self._linked(ref, earlier):
                    self._step.say(ref.id, "copy_of", Link(earlier.id), certainty="inferred")

    def _earlier(self, known: str, file: int, article: int, here: tuple[int, int]) -> Ref | None:
        if known:
            return Ref.parse(known)
        if (file, article) < here and (file, article) in self._placed:
            return self._placed[file, article][0]
        return None

    def _linked(self, ref: Ref, other: Ref) -> bool:
        said = self._vault.reader.statements(ref).get("copy_of", ())
        return any(one.claim.value == Link(other.id) for one in said)

    def _page(self, name: str, original: FileValue, taken: TakenFile, *, alone: bool) -> Ref | None:
        """The record of the whole file; one article alone has none unless the vault knows it."""
        known = self._known.page(name)
        if alone and known is None:
            return None
        ref = known or self._step.create("source")
        text = taken.text.text
        told: list[tuple[str, Value]] = [
            ("genre", TermValue(PAGE)),
            ("title", Text(name)),
            ("original", original),
            ("words_layer", self._layer(text, original, 1, taken.text.lines, 0)),
        ]
        self._say_missing(ref, known, told)
        self.pages.append(ref)
        return ref

    def _article(
        self,
        name: str,
        original: FileValue,
        taken: TakenFile,
        planned: PlannedArticle,
        page: Ref | None,
    ) -> Ref:
        draft = planned.draft
        known = self._known.article(name, planned)
        ref = known or self._step.create("source")
        (self.attached if known else self.new).append(ref)
        text = taken.text.text[draft.start : draft.end]
        lines = draft.start_line, draft.end_line
        told: list[tuple[str, Value]] = [
            ("words_layer", self._layer(text, original, *lines, draft.start)),
            ("locator", Text(_locator(name, *lines))),
            *_described(draft),
        ]
        if taken.text.encoding not in _MEDIA_TYPES:  # office documents are of any kind
            told.append(("genre", TermValue(LETTER if taken.text.parts else ARTICLE)))
        told.append(("part_of", Link(page.id)) if page else ("original", original))
        self._say_missing(ref, known, told)
        return ref

    def _layer(self, text: str, original: FileValue, first: int, last: int, start: int) -> Layer:
        sha256 = self._vault.put_file(text.encode())
        return Layer(sha256, len(text), original.sha256, first, last, start)

    def _say_missing(self, ref: Ref, known: Ref | None, told: Iterable[tuple[str, Value]]) -> None:
        """Say what a record that is there does not say already: a person's words come first."""
        there = set(self._vault.reader.statements(ref)) if known else set()
        for name, value in told:
            if name not in there:
                certainty = "inferred" if name in _RECOGNISED else "stated"
                self._step.say(ref.id, name, value, certainty=certainty, by="own")


def _kept_here(vault: Vault, said: Mapping[str, Sequence[Statement]]) -> bool:
    files_of = (one.claim.value for one in said.get("original", ()))
    return any(isinstance(one, FileValue) and vault.has_file(one.sha256) for one in files_of)


def _described(draft: ArticleDraft) -> Iterator[tuple[str, Value]]:
    if draft.title:
        yield "title", Text(draft.title)
    if draft.outlet:
        yield "outlet", Text(draft.outlet)
    yield from (("author", Text(author)) for author in draft.authors)
    for prop, date in (("published", draft.date_text), ("posted", draft.posted_text)):
        if date:
            yield prop, When(UncertainDate.parse(date))


class _Catalogue:
    """The bibliographic records that still lack their words, by what a text can be known by."""

    def __init__(self, vault: Vault) -> None:
        self._pages: dict[str, Ref] = {}
        self._by_locator: dict[str, Ref] = {}
        self._by_title: dict[str, list[Ref]] = {}
        for summary in vault.reader.all_of("source"):
            said = vault.reader.statements(summary.ref)
            # A picture or a scan may be called as a text is: whose words they are a person says.
            if "words_layer" not in said and not _kept_here(vault, said):
                self._add(summary.ref, said)

    def page(self, name: str) -> Ref | None:
        """The record of a whole file."""
        return self._pages.pop(name, None)

    def article(self, name: str, planned: PlannedArticle) -> Ref | None:
        """The record of an article: by where it stands, or by its title if only one has it."""
        draft = planned.draft
        found = self._by_locator.pop(_locator(name, draft.start_line, draft.end_line), None)
        if found is None and draft.title:
            titled = self._by_title.get(fold(draft.title), [])
            found = titled[0] if len(titled) == 1 else None
        if found is not None:
            for titled in self._by_title.values():
                if found in titled:
                    titled.remove(found)
        return found

    def _add(self, ref: Ref, said: Mapping[str, Sequence[Statement]]) -> None:
        whole = any(one.claim.value == TermValue(PAGE) for one in said.get("genre", ()))
        for locator in _texts(said, "locator"):
            if whole:
                self._pages[locator.rpartition(":")[0] or locator] = ref
            else:
                self._by_locator[locator] = ref
        if not whole:
            for title in _texts(said, "title"):
                self._by_title.setdefault(fold(title), []).append(ref)


def _texts(said: Mapping[str, Sequence[Statement]], name: str) -> list[str]:
    values = (one.claim.value for one in said.get(name, ()))
    return [value.text for value in values if isinstance(value, Text)]


def _readable(name: str) -> str:
    """A file's name as text: bytes that are none (an old code page) become `\\xcd` and the like."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _locator(name: str, first: int, last: int) -> str:
    return f"{name}:{first}-{last}"


def _media_type(name: str) -> str:
    return mimetypes.guess_type(name)[0] or _UNKNOWN

"""Planning an import: read every file in its confinement, split it, and look for copies.

Nothing is written anywhere. The caller shows the plan, lets it be corrected, and takes the files in
with `take`, which reads the bytes again and refuses them if they are not the ones of the plan.
"""

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, Protocol

from casefiles.errors import UnreadableFile
from casefiles.intake import articles, files, plan_json
from casefiles.intake.articles import ArticleDraft
from casefiles.intake.confine import many_to_come
from casefiles.intake.copies import Seen, with_copies, with_lent_dates
from casefiles.intake.duplicates import Fingerprint
from casefiles.intake.files import Found, stop_if, visible
from casefiles.intake.planned import ImportPlan, PlannedArticle, PlannedFile, Standing
from casefiles.intake.reader import USUAL, ReadText, read_text
from casefiles.intake.readers import kept_whole
from casefiles.intake.readers.signatures import format_of
from casefiles.intake.sandbox import Limits
from casefiles.intake.wording import Wordless
from casefiles.model.pages import PAGE_END
from casefiles.text import _, many

Progress = Callable[[int, int, str], None]
"""Called with files done, files in all, and a sentence."""

Splitting = Literal["auto", "never"]

_LETTERS_KEPT = 50_000_000
"""In all, of the texts that were read; at most four bytes each."""

_OPENING = 200
"""Letters by which an article without a title is told from others, at most."""


class Known(Protocol):
    """What the vault already holds."""

    def has_file(self, sha256: str) -> bool:
        """Whether a file with this SHA-256 (64 hexadecimal digits) is there."""

    def fingerprints(self) -> Iterable[tuple[str, Fingerprint]]:
        """The fingerprints of the texts there, each with the vault's own name for it."""


class NothingKnown:
    """An empty vault."""

    def has_file(self, sha256: str) -> bool:  # noqa: ARG002 - the protocol's argument
        """Never."""
        return False

    def fingerprints(self) -> Iterable[tuple[str, Fingerprint]]:
        """None."""
        return ()


@dataclass(frozen=True, slots=True)
class TakenFile:
    """The bytes of a planned file, still the same, and the text that was read from them."""

    data: bytes
    text: ReadText


def plan_import(
    paths: Sequence[str | os.PathLike[str]],
    known: Known,
    *,
    split: Splitting = "auto",
    progress: Progress = lambda _done, _total, _sentence: None,
    cancelled: Callable[[], bool] = lambda: False,
    limits: Limits = USUAL,
) -> ImportPlan:
    """Plan the import of files and folders; raises `Cancelled`. Files that fail are in the plan."""
    found = files.find(paths, cancelled)
    gathering = _Gathering(known, split, limits)
    with many_to_come():
        for done, one in enumerate(found):
            stop_if(cancelled)
            progress(done, len(found), many("Reading {n} file.", "Reading {n} files.", len(found)))
            gathering.add(one)
    stop_if(cancelled)
    progress(len(found), len(found), _("Looking for copies."))
    return gathering.plan()


def read_plan(
    untrusted_json: str,
    known: Known,
    *,
    cancelled: Callable[[], bool] = lambda: False,
    limits: Limits = USUAL,
) -> ImportPlan:
    """A plan as corrected in an editor. Raises `NotUnderstood`, `UnreadableFile` or `Cancelled`.

    Every file to be taken in is read again and must have the digest of the plan; lines are turned
    into offsets of its text, and copies are looked for anew.
    """
    gathering = _Gathering(known, "never", limits)
    with many_to_come():
        for corrected in plan_json.parse(untrusted_json):
            stop_if(cancelled)
            gathering.add_corrected(corrected)
    return gathering.plan()


def take(file: PlannedFile, *, text: ReadText | None = None, limits: Limits = USUAL) -> TakenFile:
    """Read a planned file again; raises `UnreadableFile` if it is gone or has changed.

    `text` is what its bytes were read as, where that is still known.
    """
    data = same_bytes(file, limits=limits)
    return TakenFile(data, text or read_text(data, limits=limits))


def same_bytes(file: PlannedFile, *, limits: Limits = USUAL) -> bytes:
    """The bytes of a planned file; raises `UnreadableFile` if it is gone or has changed."""
    read = files.read(file.path, limits.input_bytes)
    if read.sha256 != file.sha256:
        raise UnreadableFile(
            _("A file has changed since the import was planned. Nothing was taken in from it."),
            _("Plan the import again."),
        )
    return read.data


class _Gathering:
    """The files of a plan as they come in, and what was seen in their articles."""

    def __init__(self, known: Known, split: Splitting, limits: Limits) -> None:
        self._known, self._split, self._limits = known, split, limits
        self._files: list[PlannedFile] = []
        self._digests: set[str] = set()
        self._seen = Seen()
        self._texts: dict[str, ReadText] = {}
        self._room = _LETTERS_KEPT

    def add(self, found: Found) -> None:
        """Read one file; whatever happens, it gets its place in the plan."""
        if found.left_out:
            planned = PlannedFile(found.path, Standing.LEFT_OUT, sentence=found.left_out)
        else:
            planned = self._read(found.path)
        self._files.append(planned)

    def add_corrected(self, file: PlannedFile) -> None:
        """Take over a file from a corrected plan, its offsets computed from its lines."""
        taken_in = file.standing in (Standing.NEW, Standing.SEALED)
        if taken_in and self._known.has_file(file.sha256):
            file = replace(file, standing=Standing.HERE, articles=())
        if file.standing is Standing.NEW:
            text = take(file, limits=self._limits).text
            self._keep(file.sha256, text)
            drafts = plan_json.settled(file, text.text, len(self._files) + 1)
            self._note(drafts, text.text)
            settled = _planned(drafts, text.text)
            file = replace(file, articles=settled, encoding=text.encoding, lines=text.lines)
        elif file.standing is Standing.SEALED:
            same_bytes(file, limits=self._limits)
        self._files.append(file)

    def plan(self) -> ImportPlan:
        """The plan, with copies found among its articles and in the vault."""
        found = with_copies(tuple(self._files), self._seen.copies(self._known.fingerprints()))
        return ImportPlan(with_lent_dates(found), self._texts)

    def _keep(self, digest: str, text: ReadText) -> None:
        if len(text.text) <= self._room:
            self._room -= len(text.text)
            self._texts[digest] = text

    def _read(self, path: str) -> PlannedFile:
        try:
            read = files.read(path, self._limits.input_bytes)
        except UnreadableFile as trouble:
            return PlannedFile(path, Standing.UNREADABLE, sentence=str(trouble))
        size, digest = len(read.data), read.sha256
        if self._known.has_file(digest):
            return PlannedFile(path, Standing.HERE, digest, size)
        if digest in self._digests:
            return PlannedFile(path, Standing.SAME, digest, size)
        return self._read_new(path, digest, read.data)

    def _read_new(self, path: str, digest: str, data: bytes) -> PlannedFile:
        if kind := kept_whole(data):
            return self._sealed(path, digest, len(data), kind)
        try:
            text = read_text(data, limits=self._limits)
        except Wordless as why:
            return self._sealed(path, digest, len(data), format_of(data) or "", why.sentence)
        except UnreadableFile as trouble:
            return PlannedFile(path, Standing.UNREADABLE, digest, len(data), str(trouble))
        self._digests.add(digest)
        self._keep(digest, text)
        return self._split_up(path, digest, len(data), text)

    def _sealed(self, path: str, digest: str, size: int, kind: str, *notes: str) -> PlannedFile:
        self._digests.add(digest)
        return PlannedFile(
            path,
            Standing.SEALED,
            digest,
            size,
            encoding=kind,
            notes=notes,
            articles=(PlannedArticle(_without_words(path)),),
        )

    def _split_up(self, path: str, digest: str, size: int, text: ReadText) -> PlannedFile:
        drafts = self._drafts(text)
        self._note(drafts, text.text)
        return PlannedFile(
            path,
            Standing.NEW,
            digest,
            size,
            encoding=text.encoding,
            lines=text.lines,
            notes=(*text.notes, *(() if text.parts else _outside(drafts, text.text))),
            articles=_planned(drafts, text.text),
        )

    def _drafts(self, text: ReadText) -> tuple[ArticleDraft, ...]:
        if len(text.parts) == 1 or (text.parts and self._split == "auto"):
            return articles.parted(text.text, text.parts)
        # What has pages of its own is one document, and counts them from its beginning.
        as_whole = self._split == "never" or PAGE_END in text.text
        return (articles.whole if as_whole else articles.split)(text.text)

    def _note(self, drafts: tuple[ArticleDraft, ...], text: str) -> None:
        for number, draft in enumerate(drafts):
            self._seen.note((len(self._files), number), text[draft.start : draft.end])


def _planned(drafts: tuple[ArticleDraft, ...], text: str) -> tuple[PlannedArticle, ...]:
    return tuple(
        PlannedArticle(one, opening="" if one.title else _opening(text[one.start : one.end]))
        for one in drafts
    )


def _without_words(path: str) -> ArticleDraft:
    """What is known of a picture, a recording or a film: how its file is called."""
    return ArticleDraft(visible(Path(path).stem) or None, None, (), None, None, 0, 0, 0, 0)


def _opening(text: str) -> str:
    return " ".join(text[: 4 * _OPENING].split())[:_OPENING]


def _outside(drafts: tuple[ArticleDraft, ...], text: str) -> tuple[str, ...]:
    numbers = articles.outside(drafts, text)
    if not numbers:
        return ()
    listed = ", ".join(map(str, numbers[:20])) + (" …" if len(numbers) > 20 else "")
    return (_("Lines in no article (page furniture): {lines}.").format(lines=listed),)

"""The plan of an import: what would be taken in from each file, before anything is.

Plain values. A plan keeps paths and digests: the bytes are read again when they are taken in, and
taken only if they are still the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from casefiles.intake.articles import ArticleDraft
from casefiles.intake.duplicates import Likeness
from casefiles.intake.files import visible
from casefiles.intake.reader import ReadText
from casefiles.text import _, many


class Standing(StrEnum):
    """What the plan says about a file. One that is sealed has no words for us: it is taken in as
    it is, as one article without lines."""

    NEW = "new"
    SEALED = "sealed"
    HERE = "here"
    SAME = "same"
    UNREADABLE = "unreadable"
    LEFT_OUT = "left out"


@dataclass(frozen=True, slots=True)
class CopyOf:
    """A text that an article is a copy of, or shares most of its words with.

    `known` is the vault's own name for it; where it is "", `file` and `article` (from 0) point into
    this plan. `likeness` is of (this article, that text).
    """

    likeness: Likeness
    known: str = ""
    file: int = -1
    article: int = -1


@dataclass(frozen=True, slots=True)
class PlannedArticle:
    """An article to take in, and the texts that it is a copy of.

    By its `opening`, its first words, one without a title is told from others; it is "" for those
    that have one, and in no plan that was written to a file.
    """

    draft: ArticleDraft
    copies: tuple[CopyOf, ...] = ()
    opening: str = ""


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """One file. `articles` only where it is taken in; `sentence` says why where it is not.

    `sha256` is in hexadecimal, "" where the bytes could not be had; `size` in bytes; `notes`
    are sentences on its reading. `encoding` is what it was read as, or the kind of a sealed one.
    """

    path: str
    standing: Standing
    sha256: str = ""
    size: int = 0
    sentence: str = ""
    encoding: str = ""
    lines: int = 0
    notes: tuple[str, ...] = ()
    articles: tuple[PlannedArticle, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """All files that an import came across, in order.

    `texts` are those of its files by their SHA-256, as far as there was room to keep them: of bytes
    that are still the same they need not be made again.
    """

    files: tuple[PlannedFile, ...]
    texts: Mapping[str, ReadText] = field(default_factory=dict, compare=False, repr=False)

    @property
    def articles(self) -> int:
        """How many articles would be taken in."""
        return sum(len(file.articles) for file in self.files)

    def account(self) -> tuple[str, ...]:
        """One line a file, whatever became of it. Paths are shown with control signs escaped."""
        return tuple(f"{visible(file.path)}: {self._said(file)}" for file in self.files)

    def _said(self, file: PlannedFile) -> str:
        if file.standing is Standing.NEW:
            return " ".join((self._new(file), *file.notes))
        if file.standing is Standing.SEALED:
            return " ".join((_("new, kept as it is."), *file.notes))
        if file.standing is Standing.HERE:
            return _("already in the vault, byte for byte.")
        if file.standing is Standing.SAME:
            return self._same(file.sha256)
        return file.sentence

    def _same(self, sha256: str) -> str:
        for other in self.files:
            if other.sha256 == sha256 and other.standing in (Standing.NEW, Standing.SEALED):
                sentence = _("the same bytes as {file}, taken in once.")
                return sentence.format(file=visible(other.path))
        return _("the same bytes as a file that is no longer in this plan; not taken in.")

    def _new(self, file: PlannedFile) -> str:
        said = many("new, {n} article", "new, {n} articles", len(file.articles))
        copies = sum(bool(article.copies) for article in file.articles)
        if copies:
            said += many(", {n} of them a copy", ", {n} of them copies", copies)
        return f"{said} ({file.encoding})."

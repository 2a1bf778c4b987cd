"""Copies among the articles of a plan and in the vault, and what one copy tells of another."""

from collections.abc import Iterable
from dataclasses import replace

from casefiles.intake.articles import ArticleDraft
from casefiles.intake.duplicates import CopyIndex, Fingerprint, fingerprint
from casefiles.intake.headings import folded
from casefiles.intake.planned import CopyOf, PlannedArticle, PlannedFile
from casefiles.text import _

Place = tuple[int, int]
"""An article of a plan: index of its file, index in that file."""

_SAME_ARTICLE = 0.9
"""From this resemblance on, and under one title, a date told of one copy is told of the other."""


class Seen:
    """The fingerprints of a plan's articles, in the order in which they were read."""

    def __init__(self) -> None:
        self._places: list[Place] = []
        self._fingerprints: list[Fingerprint] = []

    def note(self, place: Place, text: str) -> None:
        """Remember the text of an article."""
        self._places.append(place)
        self._fingerprints.append(fingerprint(text))

    def copies(self, known: Iterable[tuple[str, Fingerprint]]) -> dict[Place, list[CopyOf]]:
        """For each article the earlier ones of the plan, and those of the vault, that it copies."""
        copies: dict[Place, list[CopyOf]] = {}
        index = CopyIndex()
        for place, one in zip(self._places, self._fingerprints, strict=True):
            for earlier, alike in index.copies_of(one):
                file, article = self._places[earlier]
                copies.setdefault(place, []).append(CopyOf(alike, file=file, article=article))
            index.add(one)
        for name, old in known:
            for number, alike in index.copies_of(old):
                place = self._places[number]
                copies.setdefault(place, []).append(CopyOf(alike.turned(), known=name))
        return copies


def with_copies(
    files: tuple[PlannedFile, ...], copies: dict[Place, list[CopyOf]]
) -> tuple[PlannedFile, ...]:
    """The files with the copies entered at their articles."""
    return tuple(
        replace(
            file,
            articles=tuple(
                replace(article, copies=tuple(copies.get((at, number), ())))
                for number, article in enumerate(file.articles)
            ),
        )
        for at, file in enumerate(files)
    )


def with_lent_dates(files: tuple[PlannedFile, ...]) -> tuple[PlannedFile, ...]:
    """The files with undated articles dated from a copy in the same plan; a remark says so."""
    drafts = {
        (at, number): article.draft
        for at, file in enumerate(files)
        for number, article in enumerate(file.articles)
    }
    for place, article in _articles(files):
        for copy in article.copies:
            if not copy.known and copy.likeness.resemblance >= _SAME_ARTICLE:
                other = (copy.file, copy.article)
                drafts[place] = _lent(drafts[place], drafts[other])
                drafts[other] = _lent(drafts[other], drafts[place])
    return tuple(
        replace(
            file,
            articles=tuple(
                replace(article, draft=drafts[at, number])
                for number, article in enumerate(file.articles)
            ),
        )
        for at, file in enumerate(files)
    )


def _articles(files: tuple[PlannedFile, ...]) -> Iterable[tuple[Place, PlannedArticle]]:
    for at, file in enumerate(files):
        for number, article in enumerate(file.articles):
            yield (at, number), article


def _lent(undated: ArticleDraft, dated: ArticleDraft) -> ArticleDraft:
    """`undated` with the date of its copy, if it has none of its own and the titles agree."""
    same_title = folded(undated.title or "") == folded(dated.title or "")
    if undated.date_text or not dated.date_text or not same_title:
        return undated
    remark = _("The date is that of its copy in this import.")
    return replace(undated, date_text=dated.date_text, remarks=(*undated.remarks, remark))

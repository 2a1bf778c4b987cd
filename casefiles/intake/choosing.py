"""A plan as a person corrected it in a table: articles put right, articles and files left out.

Texts are not touched: only what is said of an article changes, never where it stands in its file.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace

from casefiles.intake.articles import ArticleDraft
from casefiles.intake.copies import Place
from casefiles.intake.planned import CopyOf, ImportPlan, PlannedFile, Standing
from casefiles.text import _


def chosen(
    plan: ImportPlan,
    corrected: Mapping[Place, ArticleDraft],
    left_out: Collection[Place],
) -> ImportPlan:
    """The plan with these drafts put right, and without these articles.

    Files keep their numbers. A file of which nothing is left is left out, and says so; copies of
    what was left out are copies no more.
    """
    moved = _new_places(plan, left_out)
    files = (_file(number, file, corrected, moved) for number, file in enumerate(plan.files))
    return replace(plan, files=tuple(files))


def _new_places(plan: ImportPlan, left_out: Collection[Place]) -> dict[Place, Place]:
    moved: dict[Place, Place] = {}
    for number, file in enumerate(plan.files):
        kept = [at for at in range(len(file.articles)) if (number, at) not in left_out]
        moved |= {(number, at): (number, new) for new, at in enumerate(kept)}
    return moved


def _file(
    number: int,
    file: PlannedFile,
    corrected: Mapping[Place, ArticleDraft],
    moved: Mapping[Place, Place],
) -> PlannedFile:
    if not file.articles:
        return file
    kept = tuple(
        replace(
            article,
            draft=corrected.get((number, at), article.draft),
            copies=tuple(
                one for copy in article.copies if (one := _moved(copy, moved)) is not None
            ),
        )
        for at, article in enumerate(file.articles)
        if (number, at) in moved
    )
    if not kept:
        sentence = _("You left it out.")
        return replace(file, standing=Standing.LEFT_OUT, sentence=sentence, articles=())
    return replace(file, articles=kept)


def _moved(copy: CopyOf, moved: Mapping[Place, Place]) -> CopyOf | None:
    if copy.known:
        return copy
    place = moved.get((copy.file, copy.article))
    return None if place is None else replace(copy, file=place[0], article=place[1])

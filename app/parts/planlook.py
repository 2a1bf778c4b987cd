"""What the import page asks: a plan with what its articles are copies of or attached to; what an
import did, in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.jobs import Job
from casefiles.intake.files import visible
from casefiles.intake.plan import plan_import
from casefiles.intake.planned import CopyOf, ImportPlan, PlannedArticle, PlannedFile, Standing
from casefiles.ledger.history import past
from casefiles.model.ids import Ref
from casefiles.operations.importing import Imported, VaultTexts, attaching, take_in
from casefiles.text import _, many
from casefiles.vault import Vault

_SURELY = 0.995
"""From this share on, "near" would be a lie: the words are the same."""
_MOST_WHYS = 3
"""Reasons told above the list, which tells them all."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan, the records its articles are attached to, and the titles of all it speaks of."""

    plan: ImportPlan
    attached: Mapping[tuple[int, int], Ref]
    titles: Mapping[str, str]

    def fate(self, number: int, place: int, article: PlannedArticle) -> str:
        """What will happen to an article, in words."""
        if self.plan.files[number].standing is Standing.SEALED:
            return _("kept as it is")
        told = []
        if (ref := self.attached.get((number, place))) is not None:
            told.append(_("gets its words: {title}").format(title=self.titles.get(str(ref), "")))
        told.extend(self._copy(copy) for copy in article.copies[:2])
        if len(article.copies) > 2:
            told.append(many("and {n} more", "and {n} more", len(article.copies) - 2))
        if not told:
            told.append(_("new") if article.draft.title else _("new, without a title"))
        return "; ".join(told)

    def _copy(self, copy: CopyOf) -> str:
        if copy.known:
            title = self.titles.get(copy.known, "")
        else:
            other = self.plan.files[copy.file].articles[copy.article].draft
            title = other.title or visible(Path(self.plan.files[copy.file].path).name)
        same = copy.likeness.resemblance >= _SURELY
        sentence = _("the same words as {title}") if same else _("near copy of {title}")
        return sentence.format(title=f"“{title}”")


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken in, and the number of its Step."""

    imported: Imported
    step: int
    titles: Mapping[Ref, str]


def look_through(vault: Vault, paths: Sequence[str], *, whole: bool, job: Job) -> Planned:
    """Plan the import. Nothing is written."""
    plan = plan_import(
        paths,
        VaultTexts(vault),
        split="never" if whole else "auto",
        progress=job.report,
        cancelled=lambda: job.cancelled,
    )
    attached = attaching(vault, plan)
    known = {copy.known for file in plan.files for one in file.articles for copy in one.copies}
    refs = {Ref.parse(one) for one in known if one} | set(attached.values())
    found = vault.reader.summaries(refs)
    titles = {str(ref): one.title for ref, one in found.items()}
    return Planned(plan, attached, titles)


def take(vault: Vault, plan: ImportPlan, job: Job) -> Taken:
    """Take it in as one Step."""
    done = take_in(vault, plan=plan, progress=job.report, cancelled=lambda: job.cancelled)
    step = past(vault.ledger, limit=1)[0].number
    refs = (*done.new, *done.attached, *done.pages)
    found = vault.reader.summaries(refs)
    return Taken(done, step, {ref: one.title for ref, one in found.items()})


def told_of(taken: Taken, plan: ImportPlan) -> tuple[str, str, str]:
    """What was taken in, as a sentence that agrees with the counts at the side, a way on, and what
    could not be read."""
    done = taken.imported
    told = [many("Took in {n} new source.", "Took in {n} new sources.", len(done.new))]
    if done.attached:
        told.append(
            many("{n} found its record here.", "{n} found their records here.", len(done.attached))
        )
    if done.pages:
        told.append(
            many(
                "{n} whole page is kept as a source beside them.",
                "{n} whole pages are kept as sources beside them.",
                len(done.pages),
            )
        )
    return " ".join(told), _("Every file is accounted for below."), _unread(plan)


def account(plan: ImportPlan) -> list[str]:
    """One line a file; what could not be read, and is still to be done, comes first."""
    told = zip(plan.files, plan.account(), strict=True)
    return [line for _file, line in sorted(told, key=lambda one: _is_read(one[0]))]


def standing_of(file: PlannedFile) -> str:
    """A word for what happens to a file."""
    return {
        Standing.NEW: _("new"),
        Standing.SEALED: _("new, kept as it is"),
        Standing.HERE: _("already here"),
        Standing.SAME: _("twice in this import"),
        Standing.UNREADABLE: _("cannot be read"),
        Standing.LEFT_OUT: _("left out"),
    }[file.standing]


def summary(plan: ImportPlan) -> str:
    """All files of a plan in one or two sentences, none forgotten."""
    told = [many("{n} file.", "{n} files.", len(plan.files))]
    for standing, (one, more) in {
        Standing.NEW: (_("{n} is new."), _("{n} are new.")),
        Standing.SEALED: (_("{n} is kept as it is."), _("{n} are kept as they are.")),
        Standing.HERE: (_("{n} is already here."), _("{n} are already here.")),
        Standing.SAME: (_("{n} is there twice."), _("{n} are there twice.")),
        Standing.UNREADABLE: (_("{n} cannot be read."), _("{n} cannot be read.")),
        Standing.LEFT_OUT: (_("{n} is left out."), _("{n} are left out.")),
    }.items():
        if count := sum(file.standing is standing for file in plan.files):
            told.append((one if count == 1 else more).format(n=count))
    return " ".join(told)


def _unread(plan: ImportPlan) -> str:
    """How many files were not read, and how to go on with them; nothing if all were."""
    why = [file.sentence for file in plan.files if not _is_read(file)]
    if not why:
        return ""
    several = list(dict.fromkeys(why))[:_MOST_WHYS]
    told = many("{n} file could not be read:", "{n} files could not be read:", len(why))
    return "\n".join((told, *several))


def _is_read(file: PlannedFile) -> bool:
    return file.standing is not Standing.UNREADABLE

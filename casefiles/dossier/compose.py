"""From a selection to an outline, already made for its audience.

Composing sees the case files only through a `View`, so what the audience may not see never gets as
far as the outline.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from casefiles.dossier.circle import Circle, circle
from casefiles.dossier.gaps import Gap, gaps
from casefiles.dossier.outline import Outline, Section
from casefiles.dossier.pen import Pen
from casefiles.dossier.sections import SECTIONS
from casefiles.dossier.templates import Template, template_named
from casefiles.errors import NotUnderstood, OutputRefused
from casefiles.model.dates import UncertainDate
from casefiles.release.selection import Selection
from casefiles.release.view import View
from casefiles.text import _, speaking


@dataclass(frozen=True, slots=True)
class Composed:
    """The outline, the names of the sections that had nothing to say, and the weak places."""

    outline: Outline
    silent: tuple[str, ...]
    gaps: tuple[Gap, ...]


def compose(selection: Selection, view: View, *, version: str, date: dt.date) -> Composed:
    """The outline of a dossier; the same selection, version and date always give the same one.

    `date` is the day the dossier is dated, given by whoever asks, not read from a clock. Raises
    `NotUnderstood` (no such template or section, records of another kind) and `OutputRefused` (a
    record that this audience may not see was asked for).
    """
    with speaking(selection.language):
        template = template_named(selection.template)
        _check(selection, template, view)
        pen = Pen(view, template.titles_of(selection.without))
        circles = [circle(ref, pen) for ref in dict.fromkeys(selection.refs)]
        view.count_asked_anew()  # what only served to gather and to put in order is not told
        wanted = [name for name in template.sections if name not in selection.without]
        closing = [name for name in template.closing if name not in selection.without]
        sections = [
            (name, part)
            for around in circles
            for name, part in _made(wanted, around, pen, alone=len(circles) == 1)
        ]
        sections += _made(closing, circles[0], pen, alone=True)
        outline = Outline(
            title=_title(circles, pen),
            subtitle=_(template.label),
            purpose=selection.purpose or _(template.purpose),
            audience_mark=selection.audience.mark,
            language=selection.language,
            version=version,
            date=UncertainDate.of_day(date).label(),
            sections=tuple(part for _name, part in sections),
            sources=pen.notes.all(),
        )
        written = {name for name, _part in sections}
        silent = tuple(one for one in (*wanted, *closing) if one not in written)
        return Composed(outline, silent, gaps(pen, selection.refs))


def _check(selection: Selection, template: Template, view: View) -> None:
    template.check_without(selection.without)
    if not selection.refs or any(ref.kind != template.kind for ref in selection.refs):
        raise NotUnderstood(
            _("This dossier needs records of the kind it is about ({kind}).").format(
                kind=template.kind
            ),
            _("Choose such records, or another template."),
        )
    if view.audience is not selection.audience or not all(map(view.shown, selection.refs)):
        raise OutputRefused(
            _("A record that the dossier is about may not be shown to this audience."),
            _("Choose a closer audience, or lower the protection of the record."),
        )


def _made(
    names: Sequence[str], around: Circle, pen: Pen, *, alone: bool
) -> Iterator[tuple[str, Section]]:
    """The sections on one person; with several, each title says whom it is about."""
    for name in names:
        if blocks := SECTIONS[name].make(around, pen):
            title = _(SECTIONS[name].title)
            whole = title if alone else f"{pen.view.title(around.person)}: {title}"
            yield name, Section(whole, blocks)


def _title(circles: list[Circle], pen: Pen) -> str:
    return ", ".join(pen.view.title(around.person) for around in circles)

"""From a selection to an outline, already made for its audience.

Composing sees the case files only through a `View`, so what the audience may not see never gets as
far as the outline.
"""

import datetime as dt
from dataclasses import replace

from casefiles.dossier.circle import Circle, circle
from casefiles.dossier.outline import Outline, Section
from casefiles.dossier.pen import Pen
from casefiles.dossier.sections import SectionMaker
from casefiles.dossier.templates import Template, template_named
from casefiles.errors import NotUnderstood, OutputRefused
from casefiles.model.dates import UncertainDate
from casefiles.release.selection import Selection
from casefiles.release.view import View
from casefiles.text import _, speaking


def compose(selection: Selection, view: View, *, version: str, date: dt.date) -> Outline:
    """The outline of a dossier; the same selection, version and date always give the same one.

    `date` is the day the dossier is dated, given by whoever asks, not read from a clock. Raises
    `NotUnderstood` (no such template, records of another kind) and `OutputRefused` (a record that
    this audience may not see was asked for).
    """
    with speaking(selection.language):
        template = template_named(selection.template)
        _check(selection, template, view)
        pen = Pen(view)
        circles = [circle(ref, pen) for ref in dict.fromkeys(selection.refs)]
        sections = [part for around in circles for part in _parts(around, template, pen, circles)]
        sections += _made(template.closing_makers(), circles[0], pen)
        return Outline(
            title=_title(circles, pen),
            subtitle=_(template.label),
            purpose=selection.purpose or _(template.purpose),
            audience_mark=selection.audience.mark,
            language=selection.language,
            version=version,
            date=UncertainDate.of_day(date).label(),
            sections=tuple(sections),
            sources=pen.notes.all(),
        )


def _check(selection: Selection, template: Template, view: View) -> None:
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


def _parts(around: Circle, template: Template, pen: Pen, circles: list[Circle]) -> list[Section]:
    """The sections on one person; with several, each title says whom it is about."""
    made = _made(template.makers(), around, pen)
    if len(circles) == 1:
        return made
    called = pen.view.title(around.person)
    return [replace(section, title=f"{called}: {section.title}") for section in made]


def _made(makers: tuple[SectionMaker, ...], around: Circle, pen: Pen) -> list[Section]:
    return [section for maker in makers if (section := maker(around, pen)) is not None]


def _title(circles: list[Circle], pen: Pen) -> str:
    return ", ".join(pen.view.title(around.person) for around in circles)

"""The kinds of dossiers: which sections, in which order, about what. One line each."""

from collections.abc import Collection
from dataclasses import dataclass

from casefiles.dossier.sections import SECTIONS
from casefiles.errors import NotUnderstood
from casefiles.text import N_, _


@dataclass(frozen=True, slots=True)
class Template:
    """`kind` is the kind of record it is about; `purpose` stands on the cover unless one is given.

    `sections` and `closing` are names of `SECTIONS`; `closing` are those written once at the end,
    however many records the dossier is about.
    """

    name: str
    label: str
    kind: str
    purpose: str
    sections: tuple[str, ...]
    closing: tuple[str, ...]

    @property
    def all_sections(self) -> tuple[str, ...]:
        """The names of all its sections, in the order of the pages."""
        return *self.sections, *self.closing

    def check_without(self, untrusted: Collection[str]) -> None:
        """Raise `NotUnderstood` if it has no such sections, or if none would remain."""
        names = ", ".join(self.all_sections)
        if set(untrusted) - set(self.all_sections):
            raise NotUnderstood(
                _("This dossier has no such section."), _("Known are: {names}.").format(names=names)
            )
        if set(untrusted) >= set(self.all_sections):
            raise NotUnderstood(
                _("All sections are left out; nothing would remain."),
                _("Keep at least one section."),
            )

    def titles_of(self, names: Collection[str]) -> tuple[str, ...]:
        """The titles of these sections, still to be translated, in the order of the pages."""
        return tuple(SECTIONS[name].title for name in self.all_sections if name in names)


TEMPLATES: tuple[Template, ...] = (
    Template(
        name="person",
        label=N_("Person dossier"),
        kind="person",
        purpose=N_(
            "What the case files hold on the person, the relatives and the acts against them, "
            "with the sources of each statement."
        ),
        sections=(
            "identity",
            "unknown",
            "family",
            "functions",
            "statements",
            "chronology",
            "incidents",
            "proceedings",
            "measures",
            "replies",
        ),
        closing=("conflicts", "about"),
    ),
)


def template_named(untrusted_name: str) -> Template:
    """The template of that name; raises `NotUnderstood`."""
    for template in TEMPLATES:
        if template.name == untrusted_name:
            return template
    raise NotUnderstood(
        _("There is no such template."),
        _("Known are: {names}.").format(names=", ".join(one.name for one in TEMPLATES)),
    )

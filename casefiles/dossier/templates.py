"""The kinds of dossiers: which sections, in which order, about what. One line each."""

from dataclasses import dataclass

from casefiles.dossier.sections import SECTIONS, SectionMaker
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

    def makers(self) -> tuple[SectionMaker, ...]:
        """What writes the sections, in order."""
        return tuple(SECTIONS[name] for name in self.sections)

    def closing_makers(self) -> tuple[SectionMaker, ...]:
        """What writes the closing sections."""
        return tuple(SECTIONS[name] for name in self.closing)


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

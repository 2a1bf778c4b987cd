"""The sections of dossiers. Each is one function in one file; they do not know each other.

A section answers its blocks, none where it has nothing to say. Adding one is a file here and a line
below; `casefiles.dossier.templates` says which dossier has which, in what order.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from casefiles.dossier.circle import Circle
from casefiles.dossier.outline import Block
from casefiles.dossier.pen import Pen
from casefiles.dossier.sections.about import about
from casefiles.dossier.sections.chronology import chronology
from casefiles.dossier.sections.conflicts import conflicts
from casefiles.dossier.sections.family import family
from casefiles.dossier.sections.functions import functions
from casefiles.dossier.sections.identity import identity
from casefiles.dossier.sections.incidents import incidents
from casefiles.dossier.sections.measures import measures
from casefiles.dossier.sections.proceedings import proceedings
from casefiles.dossier.sections.replies import replies
from casefiles.dossier.sections.statements import statements
from casefiles.dossier.sections.unknown import unknown
from casefiles.text import N_

SectionMaker = Callable[[Circle, Pen], tuple[Block, ...]]


@dataclass(frozen=True, slots=True)
class Part:
    """One section of dossiers: its title, and why it is not there when it has nothing to say."""

    make: SectionMaker
    title: str
    silent: str = ""


SECTIONS: Mapping[str, Part] = {
    "identity": Part(identity, N_("Identity")),
    "unknown": Part(unknown, N_("What is not known"), N_("Nothing that is looked for is missing.")),
    "family": Part(family, N_("Family and relatives"), N_("No relatives are recorded.")),
    "functions": Part(
        functions,
        N_("Functions, posts and memberships"),
        N_("No functions, posts or memberships are recorded."),
    ),
    "statements": Part(
        statements, N_("Statements of the person"), N_("No statements are recorded.")
    ),
    "chronology": Part(chronology, N_("Chronology"), N_("Nothing here has a date.")),
    "incidents": Part(incidents, N_("Incidents"), N_("No incidents are recorded.")),
    "proceedings": Part(proceedings, N_("Proceedings"), N_("No proceedings are recorded.")),
    "measures": Part(
        measures, N_("Measures and property"), N_("No measures or property are recorded.")
    ),
    "replies": Part(replies, N_("Official replies")),
    "conflicts": Part(
        conflicts, N_("Where sources disagree"), N_("No values exclude each other here.")
    ),
    "about": Part(about, N_("About this dossier")),
}

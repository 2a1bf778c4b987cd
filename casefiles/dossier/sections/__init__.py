"""The sections of dossiers. Each is one function in one file; they do not know each other.

A section answers `Section` or None where it has nothing to say. Adding one is a file here and a
line below; `casefiles.dossier.templates` says which dossier has which, in what order.
"""

from collections.abc import Callable, Mapping

from casefiles.dossier.circle import Circle
from casefiles.dossier.outline import Section
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

SectionMaker = Callable[[Circle, Pen], Section | None]

SECTIONS: Mapping[str, SectionMaker] = {
    "identity": identity,
    "unknown": unknown,
    "family": family,
    "functions": functions,
    "statements": statements,
    "chronology": chronology,
    "incidents": incidents,
    "proceedings": proceedings,
    "measures": measures,
    "replies": replies,
    "conflicts": conflicts,
    "about": about,
}

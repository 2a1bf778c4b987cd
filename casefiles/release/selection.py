"""What the user ticked: which records leave, for whom, in which language and form."""

from dataclasses import dataclass

from casefiles.model.ids import Ref
from casefiles.release.audience import Audience


@dataclass(frozen=True, slots=True)
class Selection:
    """`template` names one of the outgoing form's templates; `purpose` is in the user's words.

    `without` names the sections of the template that are left out by choice.
    """

    refs: tuple[Ref, ...]
    audience: Audience
    language: str = "en"
    template: str = "person"
    purpose: str = ""
    without: tuple[str, ...] = ()

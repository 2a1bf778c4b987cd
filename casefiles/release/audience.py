"""For whom an output is made: four audiences, each with a clearance and a mark for every page."""

from enum import StrEnum

from casefiles.errors import NotUnderstood
from casefiles.model.sensitivity import Sensitivity
from casefiles.model.vocabulary import load
from casefiles.text import N_, _, language


class Audience(StrEnum):
    """The codes are those of `vocabularies/audience.json`, from the closest circle outwards."""

    INTERNAL = "internal"
    PARTNER = "partner"
    OFFICIAL = "official"
    PUBLIC = "public"

    @classmethod
    def parse(cls, untrusted_text: str) -> "Audience":
        """From a code or a label in any language; raises `NotUnderstood`."""
        try:
            return cls(load("audience").find(untrusted_text))
        except NotUnderstood:
            raise NotUnderstood(
                _("There is no such audience."),
                _("Known are: {audiences}.").format(audiences=", ".join(cls)),
            ) from None

    @property
    def clearance(self) -> Sensitivity:
        """The most protected level this audience may see."""
        return _CLEARANCE[self]

    @property
    def label(self) -> str:
        """Its name in the current language."""
        return load("audience").label(self.value, language())

    @property
    def mark(self) -> str:
        """What stands on every page, in the current language."""
        return _(_MARKS[self])


_CLEARANCE = {
    Audience.INTERNAL: Sensitivity.INTERNAL,
    Audience.PARTNER: Sensitivity.PARTNER,
    Audience.OFFICIAL: Sensitivity.OFFICIAL,
    Audience.PUBLIC: Sensitivity.OPEN,
}
_MARKS = {
    Audience.INTERNAL: N_("Internal – must not leave this desk"),
    Audience.PARTNER: N_("For partners – do not pass on"),
    Audience.OFFICIAL: N_("For the official body addressed – in confidence"),
    Audience.PUBLIC: N_("Public"),
}

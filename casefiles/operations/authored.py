"""What an authored case file says, before anything of it has an identity: plain values.

Authored case files are written by hand (`resources/example/*.toml`). Their records are named by
keys, because a person can remember `olimov-farhod` and nobody can remember sixteen bytes.
"""

from dataclasses import dataclass

from casefiles.model.claim import REPORTED
from casefiles.model.dates import UncertainDate
from casefiles.model.judgment import Aspect
from casefiles.model.sensitivity import Sensitivity
from casefiles.model.values import Value


@dataclass(frozen=True, slots=True)
class KeyLink:
    """A link to the record of that key; written `"@key"`."""

    key: str


@dataclass(frozen=True, slots=True)
class Cite:
    """Lines of the file a source was taken from (from 1, inclusive); 0 is the whole source."""

    source_key: str
    first_line: int = 0
    last_line: int = 0


@dataclass(frozen=True, slots=True)
class AuthoredClaim:
    """One value of one property; the language of words stands in the value.

    `sensitivity` None means that the property's own default holds.
    """

    property: str
    value: Value | KeyLink
    cites: tuple[Cite, ...] = ()
    certainty: str = REPORTED
    by: str = ""
    who_key: str = ""
    held: UncertainDate | None = None
    sensitivity: Sensitivity | None = None


@dataclass(frozen=True, slots=True)
class AuthoredRecord:
    """All that the files say of one record, in their order, nothing twice."""

    kind: str
    key: str
    claims: tuple[AuthoredClaim, ...]


@dataclass(frozen=True, slots=True)
class AuthoredJudgment:
    """A judgment on the records of `keys`: two for identity, one for sensitivity.

    `verdict` is as `casefiles.model.judgment` keeps it: a level of sensitivity is its number.
    """

    aspect: Aspect
    verdict: str
    keys: tuple[str, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Authored:
    """Whole and without mistakes: whatever key something leads to is among `records`."""

    records: tuple[AuthoredRecord, ...]
    judgments: tuple[AuthoredJudgment, ...]

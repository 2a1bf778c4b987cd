"""Which arriving entries this program understands, asked before anything of them is shown.

Decided: an archive or file with a kind, property or term this version does not know is refused as a
whole, with a sentence. Kept apart it would have to be kept somewhere, and taken in part it would
say something its sender did not say. What *can* be missing is what entries point at: a link to a
record, or a judgment on a claim, that is not here yet waits for it, so that archives can arrive in
any order.
"""

import re
from collections.abc import Iterable, Mapping

from casefiles.errors import NotUnderstood
from casefiles.model.checks import LONGEST_TEXT, fault_of
from casefiles.model.claim import Claim
from casefiles.model.judgment import Aspect, Judgment, members_of_pair, pair
from casefiles.model.kinds import BY_NAME, IS_A
from casefiles.model.values import FileValue, Link, TermValue
from casefiles.model.vocabulary import load
from casefiles.stopping import pause
from casefiles.text import _

LONGEST_FILE_NAME = 255
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f/\\\\\u202a-\u202e\u2066-\u2069]")
"""In a file name: controls, separators, and signs that turn the reading direction around."""


def admit(entries: Iterable[Claim | Judgment], kinds_here: Mapping[bytes, str]) -> None:
    """Raise `NotUnderstood` unless all of them are understood.

    `kinds_here`: the kinds of the records already here that the entries speak of.
    """
    entries = list(entries)
    claims = [entry for entry in entries if isinstance(entry, Claim)]
    kinds = dict(kinds_here)
    for claim in claims:
        pause()
        if claim.property == IS_A:
            kind = _kind_of(claim)
            if kinds.setdefault(claim.subject, kind) != kind:
                raise NotUnderstood(_("A record is said to be of two kinds; nothing was taken in."))
    for entry in entries:
        if isinstance(entry, Judgment):
            _check_judgment(entry)
        else:
            _check_claim(entry, kinds)


def _kind_of(claim: Claim) -> str:
    if not isinstance(claim.value, TermValue) or claim.value.code not in BY_NAME:
        raise _unknown()
    return claim.value.code


def _check_claim(claim: Claim, kinds: Mapping[bytes, str]) -> None:
    if not load("certainty").has(claim.certainty):
        raise _unknown()
    if claim.by and not load("speaker").has(claim.by):
        raise _unknown()
    for citation in claim.citations:
        if len(citation.quote) > LONGEST_TEXT or len(citation.passage.page) > LONGEST_FILE_NAME:
            raise _unknown()
    if isinstance(claim.value, FileValue):
        _check_file_name(claim.value.name)
    if claim.property != IS_A:
        kind = kinds.get(claim.subject)
        possible = (kind,) if kind else tuple(BY_NAME)
        if not any(_fits(one, claim, kinds) for one in possible):
            raise _unknown()


def _fits(kind: str, claim: Claim, kinds: Mapping[bytes, str]) -> bool:
    prop = BY_NAME[kind].properties.get(claim.property)
    if prop is None:
        return False
    linked = None
    if isinstance(claim.value, Link) and prop.links_to:
        linked = kinds.get(claim.value.to, prop.links_to[0])
    return fault_of(kind, claim.property, claim.value, linked) is None


_AT_HOME = (Aspect.ADOPTION, Aspect.ERASURE, Aspect.MENTION)
"""What is decided in one vault and never leaves it."""


def _check_file_name(name: str) -> None:
    if not name.strip(". ") or len(name) > LONGEST_FILE_NAME or _UNSAFE.search(name):
        raise NotUnderstood(
            _("A document in it has a name that is not safe to show; nothing was taken in."),
            _("Ask the sender to rename the document."),
        )


def _check_judgment(judgment: Judgment) -> None:
    if judgment.aspect in _AT_HOME or len(judgment.reason) > LONGEST_TEXT:
        raise _unknown()
    if judgment.id in judgment.supersedes:
        raise _unknown()
    if judgment.aspect is Aspect.IDENTITY:
        one, other = members_of_pair(judgment.target)
        if one == other or pair(one, other) != judgment.target:
            raise _unknown()


def _unknown() -> NotUnderstood:
    return NotUnderstood(
        _("It says things in terms this version does not know; nothing was taken in."),
        _("Ask the sender which version they use; a newer one may read it."),
    )

"""A claim: one thing said about one subject, with who says so and what it rests on.

Claims never change. Their JSON form (`body_to_json`) is what the ledger stores, what an archive
carries and what the chain commits to; see `casefiles.ledger.commitment`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from casefiles.errors import NotUnderstood
from casefiles.model.dates import UncertainDate
from casefiles.model.ids import EntryId, RecordId
from casefiles.model.sensitivity import Sensitivity
from casefiles.model.values import (
    Value,
    date_from_json,
    record_id,
    string_from_json,
    value_from_json,
    whole_from_json,
)
from casefiles.text import _

REPORTED = "reported"
"""The certainty of a claim that says nothing else: a term of `vocabularies/certainty.json`."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Where in a source: lines of its file (from 1, inclusive), or code points of its text."""

    first_line: int = 0
    last_line: int = 0
    start: int = -1
    end: int = -1
    page: str = ""

    def to_json(self) -> dict[str, Any]:
        form: dict[str, Any] = {}
        if self.first_line:
            form["lines"] = [self.first_line, self.last_line or self.first_line]
        if self.start >= 0:
            form["chars"] = [self.start, self.end]
        if self.page:
            form["page"] = self.page
        return form


@dataclass(frozen=True, slots=True)
class Citation:
    """A source, the passage of it, and the words quoted if any."""

    source: RecordId
    passage: Passage = Passage()
    quote: str = ""

    def to_json(self) -> dict[str, Any]:
        form: dict[str, Any] = {"source": self.source.hex()} | self.passage.to_json()
        return form | {"quote": self.quote} if self.quote else form


@dataclass(frozen=True, slots=True)
class Claim:
    """`subject` has `property` `value`.

    `certainty` and `by` are codes of the vocabularies of these names; `by` is the kind of speaker
    ("relative", "official") and `who` the person or organisation, where it has a record.
    """

    id: EntryId
    subject: RecordId
    property: str
    value: Value
    certainty: str = REPORTED
    by: str = ""
    who: RecordId | None = None
    held: UncertainDate | None = None
    citations: tuple[Citation, ...] = field(default=())
    sensitivity: Sensitivity = Sensitivity.OPEN

    def body_to_json(self) -> dict[str, Any]:
        """Everything but id, subject and property; what is at its default is left out."""
        body: dict[str, Any] = {"value": self.value.to_json()}
        if self.certainty != REPORTED:
            body["certainty"] = self.certainty
        if self.by:
            body["by"] = self.by
        if self.who is not None:
            body["who"] = self.who.hex()
        if self.held is not None:
            body["held"] = {"date": self.held.text} | (
                {"throughout": True} if self.held.throughout else {}
            )
        if self.citations:
            body["cites"] = [citation.to_json() for citation in self.citations]
        if self.sensitivity:
            body["sensitivity"] = int(self.sensitivity)
        return body


def claim_from_json(
    identity: EntryId, subject: RecordId, name: str, untrusted_body: Mapping[str, Any]
) -> Claim:
    """The reverse of `body_to_json`; raises `NotUnderstood`."""
    body = untrusted_body
    try:
        return Claim(
            id=identity,
            subject=subject,
            property=name,
            value=value_from_json(body["value"]),
            certainty=_code(body.get("certainty", REPORTED)),
            by=_code(body.get("by", "")),
            who=record_id(body["who"]) if "who" in body else None,
            held=date_from_json(body["held"]) if "held" in body else None,
            citations=tuple([citation_from_json(form) for form in body.get("cites", ())]),
            sensitivity=_level(body["sensitivity"]) if "sensitivity" in body else Sensitivity.OPEN,
        )
    except (KeyError, TypeError, ValueError, AttributeError) as problem:
        raise NotUnderstood(_("An entry in the file is not well formed.")) from problem


def _level(untrusted: object) -> Sensitivity:
    return Sensitivity(whole_from_json(untrusted))


@lru_cache(256)
def _code(untrusted: object) -> str:
    code = string_from_json(untrusted)
    if len(code) > 100:
        raise ValueError
    return code


def citation_from_json(untrusted: Mapping[str, Any]) -> Citation:
    """The reverse of `Citation.to_json`; raises what looking into plain values raises."""
    quote = string_from_json(untrusted["quote"]) if "quote" in untrusted else ""
    return Citation(record_id(untrusted["source"]), _passage(untrusted), quote)


def _passage(untrusted: Mapping[str, Any]) -> Passage:
    first = last = 0
    start = end = -1
    if "lines" in untrusted:
        first, last = (whole_from_json(line) for line in untrusted["lines"])
        if not 1 <= first <= last:
            raise ValueError
    if "chars" in untrusted:
        start, end = (whole_from_json(point) for point in untrusted["chars"])
        if start > end:
            raise ValueError
    page = string_from_json(untrusted["page"]) if "page" in untrusted else ""
    return Passage(first, last, start, end, page)

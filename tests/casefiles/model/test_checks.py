"""Faults of a draft, told at the door and beside the field."""

import pytest

from casefiles.errors import Fault
from casefiles.model.checks import LONGEST_TEXT, fault_of
from casefiles.model.dates import UncertainDate
from casefiles.model.ids import RecordId
from casefiles.model.values import Link, Number, TermValue, Text, Value, When

TO = Link(RecordId(b"x" * 16))


@pytest.mark.parametrize(
    ("kind", "name", "value", "linked"),
    [
        ("person", "name", Text("Zafar"), None),
        ("person", "sex", TermValue("female"), None),
        ("person", "born", When(UncertainDate.parse("1970")), None),
        ("person", "lives_in", TO, "place"),
        ("measure", "requested_by", TO, "organisation"),
        ("proceeding", "sentence_years", Number(23, 28, "years"), None),
    ],
)
def test_a_value_that_fits_has_no_fault(
    kind: str, name: str, value: Value, linked: str | None
) -> None:
    assert fault_of(kind, name, value, linked) is None


@pytest.mark.parametrize(
    ("name", "value", "linked"),
    [
        ("wings", Text("two"), None),
        ("kind", TermValue("person"), None),
        ("name", Text("   "), None),
        ("name", Text("x" * (LONGEST_TEXT + 1)), None),
        ("name", TermValue("female"), None),
        ("sex", TermValue("yellow"), None),
        ("sex", Text("female"), None),
        ("born", Text("1970"), None),
        ("lives_in", TO, None),
        ("lives_in", TO, "person"),
        ("lives_in", Text("Kulob"), None),
    ],
)
def test_a_value_that_does_not_fit_is_told_beside_its_field(
    name: str, value: Value, linked: str | None
) -> None:
    fault = fault_of("person", name, value, linked)
    assert isinstance(fault, Fault)
    assert fault.field == name
    assert fault.sentence

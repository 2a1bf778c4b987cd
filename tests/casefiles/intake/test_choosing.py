"""A plan corrected in a table: files keep their numbers, copies of what was left out are gone."""

from dataclasses import replace
from pathlib import Path

import pytest

from casefiles.intake.choosing import chosen
from casefiles.intake.plan import NothingKnown, plan_import
from casefiles.intake.planned import ImportPlan, Standing

ONE = """Riverside Gazette: Two brothers questioned in Lower Mill

Two brothers were questioned for a day in Lower Mill because a third lives abroad. Their mother
waited at the gate until evening. Neighbours say that the officers came from the capital, that they
showed no paper, and that they asked about a conference nobody in the village had heard of.

May 4, 2016
"""


@pytest.fixture
def plan(tmp_path: Path) -> ImportPlan:
    """A text, a copy of it with one word more, and an empty file."""
    for name, text in (("a.txt", ONE), ("b.txt", ONE + "End.\n"), ("c.txt", "")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return plan_import([tmp_path], NothingKnown())


def test_nothing_corrected_is_the_same_plan(plan: ImportPlan) -> None:
    assert chosen(plan, {}, set()) == plan


def test_a_corrected_draft_stands_in_its_place(plan: ImportPlan) -> None:
    better = replace(plan.files[0].articles[0].draft, title="Two brothers")
    made = chosen(plan, {(0, 0): better}, set())
    assert made.files[0].articles[0].draft.title == "Two brothers"
    assert made.files[1] == plan.files[1]


def test_what_is_left_out_is_no_longer_copied(plan: ImportPlan) -> None:
    assert plan.files[1].articles[0].copies
    made = chosen(plan, {}, {(0, 0)})
    assert [file.standing for file in made.files] == [
        Standing.LEFT_OUT,
        Standing.NEW,
        Standing.UNREADABLE,
    ]
    assert made.files[1].articles[0].copies == ()
    assert made.articles == 1
    assert len(made.account()) == 3

"""Steps in a vault: the index changes with the records, and listeners hear of what was kept."""

import pytest

from casefiles.ledger.changes import Changes
from casefiles.ledger.step import Step
from casefiles.model.ids import Ref
from casefiles.model.values import Text
from casefiles.vault import Vault


def add(vault: Vault, name: str) -> Ref:
    with vault.step("add") as step:
        ref = step.create("person")
        step.say(ref.id, "name", Text(name))
    return ref


def test_a_step_that_fails_leaves_the_index_as_it_was(vault: Vault) -> None:
    def fail(_connection: object, _number: int) -> None:
        raise ZeroDivisionError

    step = Step("add", "N.")
    step.say(step.create("person").id, "name", Text("Sadriddin"))
    with pytest.raises(ZeroDivisionError):
        vault.ledger.commit(step, also=fail)
    assert not vault.search("Sadriddin").hits
    add(vault, "Rustam")
    assert len(vault.search("Rustam").hits) == 1
    assert vault.verify() == ()


def test_listeners_hear_of_what_was_kept_and_only_of_that(vault: Vault) -> None:
    told: list[Changes] = []
    vault.listen(told.append)
    ref = add(vault, "Sadriddin")
    assert [changes.created for changes in told] == [{ref}]

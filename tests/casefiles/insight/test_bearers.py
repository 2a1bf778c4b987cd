"""The names looked for in texts follow what is written, and stand as if all were read anew."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from casefiles.errors import Cancelled
from casefiles.insight.bearers import Bearers
from casefiles.model.ids import Ref
from casefiles.model.values import Text
from casefiles.names.lexicon import Lexicon
from casefiles.operations.erasing import erase_for_good
from casefiles.operations.history import redo, undo
from casefiles.operations.judging import merge, put_in_trash, take_from_trash, unmerge
from casefiles.operations.recording import Said, add_record, add_values
from casefiles.stopping import stoppable
from casefiles.vault import Vault


def called(vault: Vault, kind: str, *names: str) -> Ref:
    return add_record(vault, kind=kind, said=[Said("name", Text(one)) for one in names])


def told(names: Lexicon) -> tuple[object, ...]:
    """All that is looked for, whatever the numbers of persons."""
    persons = {replace(one, number=0) for one in names.persons.values()}
    return persons, *(set(names.beginning(stem)) for stem in ("asht", "ошт", "union", "league"))


@pytest.fixture
def anew(vault: Vault) -> Callable[[], bool]:
    """Follows the vault from the start; answers whether that comes to the same as reading all."""
    following = Bearers()
    vault.listen(following.hear)
    following.names(vault.reader)
    return lambda: told(following.names(vault.reader)) == told(Bearers().names(vault.reader))


def test_what_is_written_is_followed(vault: Vault, anew: Callable[[], bool]) -> None:
    safar = called(vault, "person", "Safar Odinaev")
    again = called(vault, "person", "Сафар Одинаев")
    called(vault, "place", "Asht")
    union = called(vault, "organisation", "Union of Weavers", "The League")
    acts: list[Callable[[], object]] = [
        lambda: add_values(vault, ref=safar, said=[Said("name", Text("Safar Odina"))]),
        lambda: merge(vault, refs=[safar, again]),
        lambda: undo(vault),
        lambda: redo(vault),
        lambda: unmerge(vault, ref=safar),
        lambda: put_in_trash(vault, refs=[union, again]),
        lambda: take_from_trash(vault, refs=[union]),
        lambda: undo(vault),
        lambda: erase_for_good(vault, refs=[again], reason="asked for"),
    ]
    assert anew()
    for number, act in enumerate(acts):
        act()
        assert anew(), f"after act {number}"


def test_who_is_forgotten_is_not_found(vault: Vault) -> None:
    names = Bearers()
    vault.listen(names.hear)
    safar = called(vault, "person", "Safar Odinaev")
    known = names.names(vault.reader)
    assert known.number_of(safar) is not None
    assert known.sounding_like("Odinaev")
    put_in_trash(vault, refs=[safar])
    known = names.names(vault.reader)
    assert known.number_of(safar) is None
    assert not known.sounding_like("Odinaev")
    assert not known.spelled(["Safar", "Odinaev"])


def test_stopped_while_it_reads_nothing_is_missing_afterwards(vault: Vault) -> None:
    names = Bearers()
    vault.listen(names.hear)
    safar = called(vault, "person", "Safar Odinaev")
    for _time in range(2):  # while all is read, then while a change is followed
        with stoppable(lambda: True), pytest.raises(Cancelled):
            names.names(vault.reader)
        assert told(names.names(vault.reader)) == told(Bearers().names(vault.reader))
        add_values(vault, ref=safar, said=[Said("name", Text("Safar of the melons"))])
    assert told(names.names(vault.reader)) == told(Bearers().names(vault.reader))

"""Duplicates: found once, decided once, restored exactly."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casefiles.errors import Cancelled
from casefiles.insight.fields import fields_of
from casefiles.model.ids import Ref
from casefiles.model.values import Layer, Text
from casefiles.operations import duplicates
from casefiles.operations.duplicates import Pair
from casefiles.operations.history import lines, undo
from casefiles.operations.judging import keep_apart, leave_open, merge, put_in_trash, unmerge
from casefiles.operations.recording import Said, add_record, add_values
from casefiles.stopping import stoppable
from casefiles.vault import Vault
from tests.casefiles.insight.alike.records import detained_together, ends, offered, record
from tests.conftest import CHEAP, PASSPHRASE

ARTICLE = (
    "Two brothers were questioned for a day in Lower Mill because a third lives abroad. Their "
    "mother waited at the gate until evening. Neighbours say that officers came from the capital."
)


def twins(vault: Vault, name: str = "Umar Testov", **said: str) -> tuple[Ref, Ref]:
    return record(vault, "person", name, **said), record(vault, "person", name, **said)


def everything(vault: Vault) -> dict[Ref, object]:
    """What is shown of every record that can be shown."""
    reader = vault.reader
    refs = [one.ref for kind in reader.counts() for one in reader.all_of(kind)]
    return {
        ref: (
            reader.summary(ref),
            fields_of(reader, ref),
            reader.record(ref),
            sorted((link.origin, link.property) for link in reader.linked_to(ref)),
        )
        for ref in refs
    }


def test_what_was_found_is_kept_until_it_is_decided(vault: Vault) -> None:
    assert duplicates.waiting(vault).looked is None
    one, other = twins(vault)
    waits = duplicates.look_and_keep(vault, today=dt.date(2026, 11, 22))
    assert offered(waits.alike) == {ends(one, other)}
    assert waits.looked == dt.date(2026, 11, 22)
    assert not waits.stale
    assert offered(duplicates.waiting(vault).alike) == {ends(one, other)}


@pytest.mark.parametrize("decide", [merge, keep_apart, leave_open])
def test_nothing_is_asked_twice_unless_it_is_undone(vault: Vault, decide: object) -> None:
    refs = twins(vault)
    duplicates.look_and_keep(vault)
    decide(vault, refs=refs)  # type: ignore[operator]
    assert duplicates.waiting(vault).pairs == ()
    assert duplicates.look_and_keep(vault).pairs == ()
    undo(vault)
    assert offered(duplicates.look_and_keep(vault).alike) == {ends(*refs)}


def test_a_decision_of_a_merged_record_holds_for_all_it_was_merged_from(vault: Vault) -> None:
    one, other = twins(vault)
    third = record(vault, "person", "Umar Testov")
    merged = merge(vault, refs=[one, other])
    keep_apart(vault, refs=[merged, third])
    assert duplicates.look_for(vault) == ()


def test_pairs_come_back_when_they_are_asked_for(vault: Vault) -> None:
    refs = twins(vault)
    leave_open(vault, refs=refs)
    assert offered(duplicates.left_open(vault)) == {ends(*refs)}
    assert offered(duplicates.look_for(vault, decided_too=True)) == {ends(*refs)}
    keep_apart(vault, refs=refs)
    assert duplicates.left_open(vault) == ()


def test_a_pair_follows_what_its_records_were_merged_into(vault: Vault) -> None:
    one, other = twins(vault)
    third = record(vault, "person", "Umar Testov")
    assert len(duplicates.look_and_keep(vault).alike) == 3
    merged = merge(vault, refs=[one, other])
    assert offered(duplicates.waiting(vault).alike) == {ends(merged, third)}
    put_in_trash(vault, refs=[third])
    assert duplicates.waiting(vault).alike == ()


def test_only_what_may_bring_new_pairs_makes_a_look_old(vault: Vault) -> None:
    refs = twins(vault)
    duplicates.look_and_keep(vault)
    keep_apart(vault, refs=refs)
    undo(vault)
    assert not duplicates.waiting(vault).stale
    record(vault, "person", "Somebody Else")
    assert duplicates.waiting(vault).stale


def test_relatives_are_written_down_with_a_degree_that_nobody_stated(vault: Vault) -> None:
    one = record(vault, "person", "Umar Testov")
    other = record(vault, "person", "Salim Testov")
    [pair] = duplicates.look_and_keep(vault).kin
    relation = duplicates.say_relatives(vault, pair)
    [kinship] = vault.reader.statements(relation)["kinship"]
    assert kinship.claim.value.to_json() == {"term": "relative"}
    assert {link.origin for ref in (one, other) for link in vault.reader.linked_to(ref)} == {
        relation
    }
    assert duplicates.waiting(vault).pairs == ()
    undo(vault)
    assert duplicates.waiting(vault).kin != ()


def test_the_later_of_two_sources_is_noted_as_the_copy(vault: Vault) -> None:
    text = vault.put_file(ARTICLE.encode())
    early, late = (
        record(vault, "source", "Two brothers questioned", published=day, outlet="Gazette")
        for day in ("2016-05-04", "2016-05-09")
    )
    for ref in (early, late):
        _give_words(vault, ref, text, ARTICLE)
    [pair] = duplicates.look_and_keep(vault).alike
    duplicates.say_copy(vault, pair)
    [copy] = vault.reader.statements(late)["copy_of"]
    assert copy.claim.value.to_json() == {"ref": early.id.hex()}
    assert duplicates.waiting(vault).pairs == ()


def test_nearly_the_same_words_are_noticed(vault: Vault) -> None:
    one, other = record(vault, "source", "A report"), record(vault, "source", "Another heading")
    _give_words(vault, one, vault.put_file(ARTICLE.encode()), ARTICLE)
    longer = f"{ARTICLE} The rest of it was cut."
    _give_words(vault, other, vault.put_file(longer.encode()), longer)
    [pair] = duplicates.look_for(vault, kinds=["source"])
    assert pair.ends == ends(one, other)
    assert duplicates.again(vault, pair) == pair
    assert "in the same order" in " ".join(duplicates.reasons(vault, pair))


def test_several_are_merged_at_once_only_if_two_identifiers_agree(vault: Vault) -> None:
    sure = twins(vault, "Umar Testov", born="1980-01-02")
    also = twins(vault, "Nigora Samplova", papers="A 12345")
    unsure = twins(vault, "Rustam Example")
    waits = duplicates.look_and_keep(vault)
    listed = duplicates.sure_pairs(vault)
    assert offered(listed) == {ends(*sure), ends(*also)}
    assert {duplicates.identifiers(one) for one in listed} == {
        ("Name", "Born"),
        ("Name", "Papers"),
    }
    assert duplicates.merge_sure(vault, pairs=waits.alike) == 2
    assert offered(duplicates.waiting(vault).alike) == {ends(*unsure)}
    assert lines(vault, limit=1)[0].past.act == "merge"
    undo(vault)
    assert len(duplicates.waiting(vault).alike) == 3


def test_looking_can_be_stopped_and_says_how_far_it_is(vault: Vault) -> None:
    twins(vault)
    told: list[str] = []
    duplicates.look_for(vault, report=lambda _done, _total, words: told.append(words))
    assert list(dict.fromkeys(told)) == [
        "Comparing persons …",
        "Comparing organisations …",
        "Comparing places …",
        "Comparing sources …",
    ]
    with stoppable(lambda: True), pytest.raises(Cancelled):
        duplicates.look_and_keep(vault)
    assert duplicates.waiting(vault).looked is None


PEOPLE = st.lists(
    st.tuples(
        st.lists(st.sampled_from(["Umar Testov", "Умар Тестов", "Umar", "U. Testov"]), max_size=3),
        st.sampled_from(["", "1980", "1980-05", "1985~"]),
        st.sampled_from(["", "male", "female"]),
    ),
    min_size=2,
    max_size=4,
)


@given(people=PEOPLE, together=st.booleans())
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_unmerging_and_undoing_leave_every_value_as_it_was(
    tmp_path_factory: pytest.TempPathFactory,
    people: list[tuple[list[str], str, str]],
    together: bool,
) -> None:
    # A vault for each example: hypothesis begins each with the same chance, by which segments of
    # the index are named.
    folder = tmp_path_factory.mktemp("case") / "case"
    with Vault.create(folder, PASSPHRASE, author="N.", cost=CHEAP) as vault:
        refs = []
        for names, born, sex in people:
            said = {"born": born, "sex": sex}
            told = {name: words for name, words in said.items() if words}
            refs.append(record(vault, "person", *names, **told))
        if together:
            detained_together(vault, *refs[:2])
        before = everything(vault)
        merged = merge(vault, refs=refs)
        assert everything(vault) != before
        assert unmerge(vault, ref=merged) == len(refs)
        assert everything(vault) == before
        undo(vault)
        undo(vault)
        assert everything(vault) == before
        assert vault.verify() == ()


def _give_words(vault: Vault, ref: Ref, digest: bytes, words: str) -> None:
    layer = Layer(digest, len(words), digest, 1, 1, 0)
    add_values(vault, ref=ref, said=[Said("words_layer", layer)])


def test_a_pair_that_is_no_longer_alike_is_shown_as_it_was(vault: Vault) -> None:
    one = record(vault, "person", "Umar Testov")
    other = record(vault, "person", "Salim Example")
    a, b = sorted((one.id, other.id))
    pair = Pair("person", a, b, 0.0, ())
    assert duplicates.again(vault, pair) == pair


@pytest.mark.parametrize("kind", duplicates.KINDS)
def test_records_without_a_name_can_be_left_open_and_laid_side_by_side(
    vault: Vault, kind: str
) -> None:
    one, other = (add_record(vault, kind=kind, said=[Said("description", Text(w))]) for w in "ab")
    leave_open(vault, refs=[one, other])
    [pair] = duplicates.left_open(vault)
    assert duplicates.laid(vault, pair).pair.ends == pair.ends

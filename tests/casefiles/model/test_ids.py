"""Identities and references."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefiles.errors import NotUnderstood
from casefiles.model.ids import EntryId, Id, RecordId, Ref, StepId

_IDS = [RecordId, EntryId, StepId]


@pytest.mark.parametrize("kind", _IDS)
def test_new_ids_are_uuid_version_seven_and_sort_by_when_they_were_made(kind: type[Id]) -> None:
    made = [kind.new() for _ in range(1000)]
    assert len(set(made)) == 1000
    assert all(one[6] >> 4 == 7 and one[8] >> 6 == 2 for one in made)
    assert [one[:6] for one in made] == sorted(one[:6] for one in made)


def test_ids_that_leave_the_vault_do_not_tell_when_they_were_made() -> None:
    made = [RecordId.random() for _ in range(1000)]
    assert all(one[6] >> 4 == 4 and one[8] >> 6 == 2 for one in made)
    assert len({one[:2] for one in made}) > 900


@given(st.binary(min_size=16, max_size=16))
def test_an_id_is_read_back_from_its_digits(raw: bytes) -> None:
    one = RecordId(raw)
    assert RecordId.parse(str(one)) == one
    assert RecordId.parse(str(one).upper()) == one
    digits = str(one)
    assert RecordId.parse(f"{digits[:8]}-{digits[8:12]}-{digits[12:]}") == one


@given(st.binary().filter(lambda raw: len(raw) != 16))
def test_an_id_has_sixteen_bytes(raw: bytes) -> None:
    with pytest.raises(ValueError, match="16 bytes"):
        RecordId(raw)


@given(st.text())
def test_other_text_is_no_id_and_no_reference(text: str) -> None:
    for parse in (RecordId.parse, Ref.parse):
        with pytest.raises(NotUnderstood):
            parse(text)


@given(st.from_regex(r"[a-z][a-z_]{0,20}", fullmatch=True), st.binary(min_size=16, max_size=16))
def test_a_reference_is_read_back_from_its_text(kind: str, raw: bytes) -> None:
    ref = Ref(kind, RecordId(raw))
    assert Ref.parse(str(ref)) == ref


@pytest.mark.parametrize("kind", ["", "Person", "9", "a b", "per-son", "á"])
def test_a_reference_begins_with_the_name_of_a_kind(kind: str) -> None:
    with pytest.raises(NotUnderstood):
        Ref.parse(f"{kind}:{'0' * 32}")

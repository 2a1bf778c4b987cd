"""Which persons are offered as one, which as relatives, and who never is."""

import pytest

from casefiles.operations.judging import put_in_trash
from casefiles.vault import Vault
from tests.casefiles.insight.alike.records import (
    detained_together,
    ends,
    found,
    offered,
    reasons,
    record,
    relatives,
)


def test_one_name_in_two_spellings_is_offered_with_the_reason(vault: Vault) -> None:
    one = record(vault, "person", "Jamshed Qosimov")
    other = record(vault, "person", "Қосимов Ҷамшед")
    record(vault, "person", "Nigora Samplova")
    [pair] = found(vault)
    assert pair.ends == ends(one, other)
    assert reasons(pair) == {"names agree"}
    assert not pair.sure


def test_the_best_of_all_names_of_both_counts(vault: Vault) -> None:
    one = record(vault, "person", "the teacher", "Ҷамшед Қосимов")
    other = record(vault, "person", "Abu Nobody", "Jamshed Kasimov")
    assert offered(found(vault)) == {ends(one, other)}


def test_what_is_known_beside_the_name_supports_or_contradicts(vault: Vault) -> None:
    village = record(vault, "place", "Lower Mill")
    record(vault, "person", "Rustam Testov", born="1965-07-08", sex="male", lives_in=village)
    record(vault, "person", "Rustam Testov", born="1965-07-08", lives_in=village)
    record(vault, "person", "Рустам Тестов", born="1968", sex="male")
    best, *others = found(vault)
    assert reasons(best) == {"names agree", "same day", "same link"}
    assert best.sure
    assert [reasons(one) for one in others] == [{"names agree", "dates apart"}] * 2
    assert best.score > others[0].score


def test_a_man_and_a_woman_or_births_far_apart_are_not_one(vault: Vault) -> None:
    record(vault, "person", "Nur Testov", sex="male")
    record(vault, "person", "Nur Testov", sex="female")
    record(vault, "person", "Rustam Samplov", born="1940")
    record(vault, "person", "Rustam Samplov", born="1990")
    assert found(vault) == []


def test_one_number_of_a_passport_is_an_identifier_however_it_is_written(vault: Vault) -> None:
    one = record(vault, "person", "Nigora Samplova", papers="A 123-45-67")
    other = record(vault, "person", "Нигора Самплова", papers="а1234567")
    [pair] = found(vault)
    assert pair.ends == ends(one, other)
    assert "same number" in reasons(pair)
    assert pair.sure


def test_a_bare_surname_is_offered_only_in_company(vault: Vault) -> None:
    full, bare = record(vault, "person", "Rustam Testov"), record(vault, "person", "Testov")
    assert found(vault) == []
    detained_together(vault, full, bare)
    [pair] = found(vault)
    assert pair.ends == ends(full, bare)
    assert reasons(pair) == {"names may agree", "company"}


def test_a_bare_name_in_two_records_is_offered_while_few_bear_it(vault: Vault) -> None:
    for _ in range(2):
        record(vault, "person", "Farrukh")
    [pair] = found(vault)
    assert reasons(pair) == {"names may agree", "nothing else"}
    for _ in range(2):
        record(vault, "person", "Farrukh")
    assert found(vault) == []


def test_a_bare_variant_of_a_full_name_makes_nobody_another(vault: Vault) -> None:
    one = record(vault, "person", "Rustam Testov", "Testov")
    other = record(vault, "person", "Nigora Testova", "Testov")
    detained_together(vault, one, other)
    assert found(vault) == []


def test_known_relatives_are_not_offered_at_all(vault: Vault) -> None:
    one, other = record(vault, "person", "Umar Testov"), record(vault, "person", "Umar Testov")
    uncle, nephew = record(vault, "person", "Safo Samplov"), record(vault, "person", "Ali Samplov")
    relatives(vault, one, other)
    relatives(vault, uncle, nephew, "uncle")
    assert found(vault) == []
    assert found(vault, kin=True) == []


def test_one_surname_with_another_given_name_is_offered_as_perhaps_relatives(vault: Vault) -> None:
    one, other = record(vault, "person", "Umar Testov"), record(vault, "person", "Salim Testov")
    assert found(vault) == []
    [pair] = found(vault, kin=True)
    assert pair.ends == ends(one, other)
    assert reasons(pair) == {"one surname"}
    assert not pair.sure


def test_a_common_surname_is_no_reason_without_company_and_place(vault: Vault) -> None:
    for given in ("Umar", "Salim", "Rustam", "Bahrom", "Farrukh", "Komil", "Zafar", "Daler"):
        record(vault, "person", f"{given} Testov")
    assert found(vault, kin=True) == []
    village = record(vault, "place", "Lower Mill")
    first = record(vault, "person", "Nodir Testov", lives_in=village)
    second = record(vault, "person", "Anvar Testov", lives_in=village)
    detained_together(vault, first, second)
    [pair] = found(vault, kin=True)
    assert pair.ends == ends(first, second)


@pytest.mark.parametrize("secret", [{"code": "K-7"}, {"informant": "yes"}])
def test_who_stands_under_a_code_is_matched_with_nobody(
    vault: Vault, secret: dict[str, str]
) -> None:
    record(vault, "person", "Umar Testov", born="1980-01-02", **secret)
    record(vault, "person", "Umar Testov", born="1980-01-02")
    record(vault, "person", "Salim Testov")
    assert found(vault) == []
    assert len(found(vault, kin=True)) == 1, "only of the two without a code"


def test_a_published_case_name_is_a_name_like_others(vault: Vault) -> None:
    one = record(vault, "person", "Umar Testov", code="Umar T.", case_name="yes")
    other = record(vault, "person", "Umar Testov")
    assert offered(found(vault)) == {ends(one, other)}


def test_what_lies_in_the_trash_is_not_offered(vault: Vault) -> None:
    one = record(vault, "person", "Umar Testov")
    record(vault, "person", "Umar Testov")
    put_in_trash(vault, refs=[one])
    assert found(vault) == []


def test_a_name_that_very_many_bear_takes_more_than_the_name(vault: Vault) -> None:
    for year in range(1950, 1970):
        record(vault, "person", "Umar Testov", born=str(year))
    twin = record(vault, "person", "Умар Тестов", born="1955")
    twins = [one for one in found(vault) if twin.id in one.ends]
    assert twins
    assert {"names agree", "dates fit", "common name"} <= reasons(twins[0])
    every = 21 * 20 // 2
    assert len(found(vault)) < every / 2

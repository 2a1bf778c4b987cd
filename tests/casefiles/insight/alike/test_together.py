"""A pair side by side: what differs letter by letter, and what both would be as one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefiles.insight.alike.differing import differing
from casefiles.insight.alike.together import lay
from casefiles.operations.judging import merge
from casefiles.text import speaking
from casefiles.vault import Vault
from tests.casefiles.insight.alike.records import detained_together, found, record, refs


def marked(one: str, other: str) -> list[str]:
    return [one[start:end] for start, end in differing(one, other)]


@pytest.mark.parametrize(
    ("one", "other", "letters"),
    [
        ("Qosimov", "Kosimov", ["Q"]),
        ("Kasimov Jamshed", "Jamshed Qosimov", ["Ka"]),
        ("Umar Testov", "Salim Testov", ["Umar"]),
        ("Testov", "Testov", []),
        ("Қосимов", "Qosimov", []),
        ("Umar", "Nigora", []),
    ],
    ids=["one letter", "another order", "another word", "alike", "two scripts", "nothing shared"],
)
def test_letters_that_differ_are_marked(one: str, other: str, letters: list[str]) -> None:
    assert marked(one, other) == letters


@given(st.text(max_size=30), st.text(max_size=30))
def test_marks_lie_in_the_words_one_behind_the_other(one: str, other: str) -> None:
    at = 0
    for start, end in differing(one, other):
        assert at <= start < end <= len(one)
        at = end


def test_the_middle_is_what_merging_makes_of_both(vault: Vault) -> None:
    one = record(vault, "person", "Umar Testov", born="1980", papers="A 12345")
    other = record(vault, "person", "Умар Тестов", "Umar Samplov", born="1982")
    detained_together(vault, one)
    detained_together(vault, one, other)
    [pair] = found(vault)
    laid = lay(vault.reader, pair)
    rows = {row.name: row for row in laid.rows}
    assert rows["born"].disputed
    assert rows["papers"].one[0].masked
    assert [value.words for value in rows["links act"].together] == ["3"]
    merged = merge(vault, refs=refs(pair))
    assert laid.titles[1] == vault.reader.title(merged)
    shown = {
        name: [getattr(one.claim.value, "text", "") for one in said]
        for name, said in vault.reader.statements(merged).items()
    }
    assert [value.words for value in rows["name"].together] == shown["name"]


def test_reasons_are_sentences_in_the_language_spoken(vault: Vault) -> None:
    record(vault, "person", "Umar Testov", born="1980")
    record(vault, "person", "Умар Тестов", born="1982")
    [pair] = found(vault)
    laid = lay(vault.reader, pair)
    assert laid.supporting[0].startswith("“Umar Testov” and “Умар Тестов”: All parts")
    assert laid.against == ("Born: 1980 and 1982 cannot both be true.",)
    with speaking("ru"):
        assert lay(vault.reader, found(vault)[0]).against[0].endswith("не могут быть верны вместе.")

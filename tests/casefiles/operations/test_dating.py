"""Dates that stand in a source, read against the day on which it was published."""

import pytest

from casefiles.model.dates import UncertainDate
from casefiles.model.ids import Ref
from casefiles.model.values import Layer, Text, When
from casefiles.operations.dating import dates
from casefiles.operations.recording import Said, add_record
from casefiles.vault import Vault

WORDS = "Last month he was seen. He had left on 12 August 1994, as Article 307 was read to him."


def source(vault: Vault, words: str, *more: Said) -> Ref:
    digest = vault.put_file(words.encode())
    layer = Layer(digest, len(words), digest, 1, 1, 0)
    said = [Said("title", Text("A report")), Said("words_layer", layer), *more]
    return add_record(vault, kind="source", said=said)


@pytest.mark.parametrize("known", ["published", "posted"])
def test_what_counts_from_publication_counts_from_posting_where_that_is_all(
    vault: Vault, known: str
) -> None:
    report = source(vault, WORDS, Said(known, When(UncertainDate("2017-12-04"))))
    assert [(one.surface, one.sentence()) for one in dates(vault, source=report)] == [
        ("Last month", "in November 2017"),
        ("12 August 1994", "on 12 August 1994"),
    ]


def test_of_a_source_without_a_day_only_what_needs_none_is_offered(vault: Vault) -> None:
    report = source(vault, WORDS)
    assert [one.surface for one in dates(vault, source=report)] == ["12 August 1994"]


def test_a_source_without_its_text_has_no_dates(vault: Vault) -> None:
    book = add_record(vault, kind="source", said=[Said("title", Text("A book of 1994"))])
    assert dates(vault, source=book) == ()

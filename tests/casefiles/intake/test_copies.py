"""Reprints are recognised, articles on the same theme are not."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefiles.errors import NotUnderstood
from casefiles.intake.duplicates import (
    MOST,
    Fingerprint,
    Likeness,
    copies_among,
    fingerprint,
    likeness,
)

STORED = "534831000200000000000000ed29bf68744e5b396994d5bab31066df"


def prose(words: int, seed: int) -> str:
    chance = random.Random(seed)
    vocabulary = [f"word{number}" for number in range(300)]
    return " ".join(chance.choices(vocabulary, k=words))


def test_a_reprint_with_another_layout_is_the_same_text() -> None:
    text = "The mayor of Aylen, it is said, “never” answered the letter of the three families."
    reprint = text.upper().replace(" ", "\n  ").replace("“", '"').replace("”", '"')
    assert likeness(fingerprint(text), fingerprint(reprint)) == Likeness(1.0, 1.0, 1.0)


def test_a_shortened_reprint_is_a_copy_and_says_which_holds_which() -> None:
    whole = prose(1000, 1)
    part = " ".join(whole.split()[100:700])
    alike = likeness(fingerprint(part), fingerprint(whole))
    assert alike.copy
    assert alike.containment_a_in_b == 1.0
    assert 0.55 < alike.containment_b_in_a < 0.65
    assert alike.turned() == likeness(fingerprint(whole), fingerprint(part))


def test_articles_that_quote_the_same_statement_are_no_copies() -> None:
    statement = prose(150, 9)
    one, other = prose(500, 1) + " " + statement, statement + " " + prose(700, 2)
    assert copies_among([fingerprint(one), fingerprint(other)]) == []


def test_pairs_of_copies_are_found_among_many() -> None:
    texts = [prose(400, seed) for seed in range(40)]
    texts[33] = "Taken over from elsewhere. " + texts[4]
    found = copies_among([fingerprint(text) for text in texts])
    assert [(one, other) for one, other, _alike in found] == [(4, 33)]


def test_a_large_text_keeps_a_bounded_fingerprint_that_still_tells() -> None:
    large = prose(120_000, 3)
    kept = fingerprint(large)
    assert kept.level > 0
    assert len(kept.hashes) <= MOST
    half = fingerprint(" ".join(large.split()[:60_000]))
    alike = likeness(half, kept)
    assert alike.containment_a_in_b == pytest.approx(1.0, abs=0.01)
    assert alike.resemblance == pytest.approx(0.5, abs=0.06)


def test_very_short_texts_are_compared_as_a_whole() -> None:
    assert likeness(fingerprint("Sold out."), fingerprint("sold OUT")).copy
    assert not likeness(fingerprint("Sold out."), fingerprint("Sold")).copy
    assert not likeness(fingerprint(""), fingerprint("")).copy


@given(st.text(max_size=60))
def test_a_fingerprint_survives_being_stored(text: str) -> None:
    kept = fingerprint(text)
    assert Fingerprint.from_bytes(kept.to_bytes()) == kept


@given(st.binary(max_size=80))
def test_other_bytes_are_no_fingerprint(untrusted_bytes: bytes) -> None:
    try:
        read = Fingerprint.from_bytes(untrusted_bytes)
    except NotUnderstood:
        return
    assert read.to_bytes() == untrusted_bytes


def test_the_stored_form_does_not_change() -> None:
    stored = fingerprint("one two three four five six").to_bytes()
    assert stored.hex() == STORED

"""What a passphrase costs, how it is read, and what follows from a data key."""

import hashlib
import hmac
import math
import string
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefiles.errors import NotUnderstood
from casefiles.seal.derive import VaultKeys, derived
from casefiles.seal.padding import padme
from casefiles.seal.passphrase import Cost, calibrate, generate_words, normalised, raised
from casefiles.seal.slot import Secret
from casefiles.seal.words import position, word_list, words_of

FLOOR = Cost(256 * 1024, 3, 4)


@pytest.mark.parametrize(
    "cost",
    [(65535, 1, 1), (2097153, 1, 1), (65536, 0, 1), (65536, 21, 1), (65536, 1, 9), (65536, 1, 0)],
)
def test_a_cost_out_of_bounds_cannot_exist(cost: tuple[int, int, int]) -> None:
    with pytest.raises(NotUnderstood):
        Cost(*cost)


@pytest.mark.parametrize("cost", [(65536, 1, 1), (2097152, 20, 8)])
def test_a_cost_at_the_bounds_exists(cost: tuple[int, int, int]) -> None:
    assert Cost(*cost).memory_kib == cost[0]


def test_calibration_never_goes_below_the_floor() -> None:
    cost = calibrate()
    assert cost.memory_kib >= 256 * 1024
    assert cost.passes >= 3
    assert 1 <= cost.lanes <= 4


@given(st.floats(min_value=1e-6, max_value=1e9))
def test_a_faster_machine_gets_a_dearer_cost_within_bounds(factor: float) -> None:
    cost = raised(FLOOR, factor)
    assert FLOOR.memory_kib <= cost.memory_kib <= 1024 * 1024
    assert FLOOR.passes <= cost.passes <= 20
    work = cost.memory_kib * cost.passes / (FLOOR.memory_kib * FLOOR.passes)
    assert work <= max(1.0, factor)
    if factor < 20:
        assert work > factor * 0.6 or factor < 1.67


def test_memory_is_raised_before_passes() -> None:
    assert raised(FLOOR, 1) == FLOOR
    assert raised(FLOOR, 2) == Cost(512 * 1024, 3, 4)
    assert raised(FLOOR, 8) == Cost(1024 * 1024, 6, 4)


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("six words", "six words\r\n"),
        ("йод", unicodedata.normalize("NFD", "йод")),
        ("ӣд", unicodedata.normalize("NFD", "ӣд")),
        ("two words", "two\u00a0words"),
        ("42", "４２"),
    ],
)
def test_the_same_passphrase_on_another_keyboard_is_the_same(typed: str, same: str) -> None:
    assert normalised(typed) == normalised(same)


@pytest.mark.parametrize("other", ["Six words", "six  words", " six words", "sixwords"])
def test_case_and_spaces_count(other: str) -> None:
    assert normalised(other) != normalised("six words")


@pytest.mark.parametrize("bad", ["", "\n", "a\0b", "a\tb", "\ud800", "a\U000e0fffb", "x" * 5000])
def test_a_passphrase_that_cannot_be_typed_again_is_refused(bad: str) -> None:
    with pytest.raises(NotUnderstood) as caught:
        normalised(bad)
    assert not bad.strip() or bad not in str(caught.value)


@given(st.text(min_size=1))
def test_normalising_twice_changes_nothing(text: str) -> None:
    try:
        once = normalised(text)
    except NotUnderstood:
        return
    assert normalised(once.decode()) == once


def test_generated_words_come_from_the_list_of_the_language() -> None:
    assert len(generate_words()) == 6
    assert set(generate_words(8, "ru")) <= set(word_list("russian"))
    assert set(generate_words(8, "fa")) <= set(word_list("english"))
    assert generate_words(12) != generate_words(12)


@pytest.mark.parametrize("name", ["english", "russian"])
def test_the_lists_of_words_are_whole_and_typed_alike_everywhere(name: str) -> None:
    words = word_list(name)
    assert len(set(words)) == 2048
    assert all(normalised(word) == word.encode() and word.isalpha() for word in words)


def test_the_english_list_is_the_one_of_bip_39() -> None:
    digest = hashlib.sha256(("\n".join(word_list()) + "\n").encode()).hexdigest()
    assert digest == "2f5eed53a4727b4bf8880d8f3f199efc90e58503646d9ff8eff3a2ed3b24dbda"
    assert set("".join(word_list())) == set(string.ascii_lowercase)
    assert position("abandon") == 0
    assert position("zoo") == 2047
    assert position("zooo") is None


@given(st.binary(min_size=11, max_size=11))
def test_words_give_back_the_bits_they_stand_for(data: bytes) -> None:
    number = 0
    for word in words_of(data, 8):
        number = number << 11 | (position(word) or 0)
    assert number.to_bytes(11, "big") == data


def test_more_words_than_bits_is_a_fault_of_ours() -> None:
    with pytest.raises(ValueError, match="do not hold"):
        words_of(b"x", 1)


def test_each_use_has_a_key_of_its_own_by_hkdf() -> None:
    data_key = bytes(range(32))
    keys = VaultKeys.of(data_key)
    parts = (keys.database, keys.database_salt, keys.audit, keys.header)
    assert [len(part) for part in parts] == [32, 16, 32, 32]
    assert len(set(parts)) == 4
    # RFC 5869 written out: extract with a zero salt, expand one block
    extracted = hmac.digest(bytes(32), data_key, "sha256")
    expanded = hmac.digest(extracted, b"parvanda 1 database key\x01", "sha256")
    assert keys.database == expanded
    with pytest.raises(ValueError, match="32 bytes"):
        derived(b"short", "database key", 32)


def test_what_is_shown_of_keys_holds_nothing() -> None:
    keys = VaultKeys.of(bytes(32))
    assert repr(keys) == str(keys) == "VaultKeys(...)"
    assert repr(Secret(b"a passphrase", b"digest")) == "Secret(...)"


@pytest.mark.parametrize(
    ("length", "padded"),
    [(0, 0), (1, 1), (2, 2), (8, 8), (9, 10), (100, 104), (1000, 1024), (1_000_001, 1_015_808)],
)
def test_padme_rounds_as_in_the_paper(length: int, padded: int) -> None:
    assert padme(length) == padded


@given(st.integers(min_value=2, max_value=2**50))
def test_padme_grows_by_at_most_twelve_percent_and_keeps_few_bits(length: int) -> None:
    padded = padme(length)
    assert length <= padded <= length * 1.12
    assert padme(padded) == padded
    significant = padded.bit_length() - (padded & -padded).bit_length() + 1
    assert significant <= math.floor(math.log2(math.log2(length) or 1)) + 2

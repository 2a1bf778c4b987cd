"""The recovery sheet: printed, typed back, refused for another vault."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefiles.errors import NotUnderstood, VaultDamaged, WrongKey
from casefiles.seal.keyring import create_keyring
from casefiles.seal.recovery import (
    RecoverySheet,
    parse_sheet,
    render_sheet,
    unlock_with_sheet,
)
from casefiles.seal.words import word_list
from tests.casefiles.seal.made import CHEAP, PASSPHRASE, Keys, flipped

names = st.text(st.characters(categories=("L", "N", "Zs")), max_size=40).map(
    lambda text: " ".join(text.split())
)
sheets = st.builds(
    RecoverySheet, st.binary(min_size=32, max_size=32), names, st.binary(min_size=4, max_size=4)
)


def words_on(text: str) -> list[str]:
    """The 24 words of a printed sheet."""
    rows = text.splitlines()[-6:]
    return [word for row in rows for word in row.split() if word.isalpha()]


@given(sheets)
def test_a_printed_sheet_is_read_back(sheet: RecoverySheet) -> None:
    text = render_sheet(sheet)
    assert parse_sheet(text) == sheet
    assert max(map(len, text.splitlines()[5:])) <= 80


@pytest.mark.parametrize(
    ("data_key", "first", "last"),
    [
        (bytes(32), "abandon", "art"),
        (b"\x7f" * 32, "legal", "title"),
        (b"\x80" * 32, "letter", "bless"),
        (b"\xff" * 32, "zoo", "vote"),
    ],
)
def test_words_are_those_of_the_published_vectors_of_bip_39(
    data_key: bytes, first: str, last: str
) -> None:
    words = words_on(render_sheet(RecoverySheet(data_key, "x", b"\1\2\3\4")))
    assert (words[0], words[-1], len(words)) == (first, last, 24)


@given(sheets)
def test_case_spacing_and_numbers_do_not_matter(sheet: RecoverySheet) -> None:
    words = words_on(render_sheet(sheet))
    for text in (
        " ".join(words),
        "\n\n".join(word.upper() for word in words),
        ", ".join(f"{at}) {word.title()}" for at, word in enumerate(words, 1)),
    ):
        assert parse_sheet(text).data_key == sheet.data_key


def test_a_whole_sheet_typed_carelessly_is_read(keys: Keys) -> None:
    sheet = RecoverySheet.of("Case  of the\tRiver", keys.made)
    assert sheet.vault_name == "Case of the River"
    text = render_sheet(sheet).lower().replace("vault id:", " VAULT  ID :").replace("  ", " ")
    assert parse_sheet(text).data_key == sheet.data_key


def test_the_place_of_an_unknown_word_is_told_and_not_the_word(keys: Keys) -> None:
    words = words_on(render_sheet(RecoverySheet.of("Case", keys.made)))
    words[6], words[20] = "parvanda", "zzz"
    with pytest.raises(NotUnderstood, match="7, 21") as caught:
        parse_sheet(" ".join(words))
    assert "parvanda" not in str(caught.value).lower()


@pytest.mark.parametrize("count", [0, 1, 23, 25, 48])
def test_the_number_of_words_is_told(count: int) -> None:
    with pytest.raises(NotUnderstood, match=str(count)):
        parse_sheet("abandon " * count)


def test_one_wrong_word_fails_the_checksum_but_for_one_in_256() -> None:
    words = words_on(render_sheet(RecoverySheet(bytes(range(32)), "Case", b"\1\2\3\4")))
    passed = 0
    for other in word_list():
        try:
            parse_sheet(" ".join([*words[:3], other, *words[4:]]))
            passed += 1
        except NotUnderstood:
            pass
    assert passed <= 24


def test_name_id_and_check_words_bind_the_sheet(keys: Keys) -> None:
    text = render_sheet(RecoverySheet.of("River", keys.made))
    other_id = "0000 0000" if "0000 0000" not in text else "1111 1111"
    id_line = next(line for line in text.splitlines() if line.startswith("Vault id"))
    for changed in (
        text.replace("Vault: River", "Vault: Lake"),
        text.replace(id_line, f"Vault id: {other_id}"),
        text.replace(id_line, "Vault id: nonsense"),
        text.replace("Check: ", "Check: zoo "),
    ):
        with pytest.raises(NotUnderstood):
            parse_sheet(changed)


def test_a_sheet_opens_its_vault(keys: Keys) -> None:
    sheet = parse_sheet(render_sheet(RecoverySheet.of("River", keys.made)))
    opened = unlock_with_sheet(keys.folder, sheet)
    assert opened.data_key == keys.made.data_key
    assert opened.slot is None


def test_the_sheet_of_another_vault_is_refused_by_its_name(keys: Keys, tmp_path: Path) -> None:
    other = create_keyring(tmp_path, PASSPHRASE, cost=CHEAP)
    sheet = RecoverySheet.of("Lake", other)
    with pytest.raises(WrongKey, match="Lake"):
        unlock_with_sheet(keys.folder, sheet)
    with pytest.raises(WrongKey):
        unlock_with_sheet(keys.folder, RecoverySheet(other.data_key))


def test_a_sheet_opens_by_the_copy_that_is_whole(keys: Keys) -> None:
    keys.put(a=flipped(keys.raw, 40))
    opened = unlock_with_sheet(keys.folder, RecoverySheet.of("River", keys.made))
    assert opened.damage == ("keys.a is damaged.",)
    keys.put(flipped(keys.raw, 40), flipped(keys.raw, 41))
    with pytest.raises(VaultDamaged):
        unlock_with_sheet(keys.folder, RecoverySheet.of("River", keys.made))


@given(st.text(max_size=3000) | st.lists(st.sampled_from(word_list())).map(" ".join))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(NotUnderstood):
        assert len(parse_sheet(text).data_key) == 32


def test_a_text_without_end_is_refused() -> None:
    with pytest.raises(NotUnderstood):
        parse_sheet("abandon " * 100_000)


def test_what_is_shown_of_a_sheet_holds_no_key() -> None:
    assert "data_key" not in repr(RecoverySheet(b"k" * 32, "Case", b"1234"))

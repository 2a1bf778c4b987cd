"""Identities, their cards and fingerprints, signatures, and keys of age."""

import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefiles.errors import NotARecipient, NotUnderstood, VaultDamaged
from casefiles.seal.age_keys import PrivateKey, Recipient
from casefiles.seal.envelope import open_bytes, seal_bytes
from casefiles.seal.identity import PREFIX, Card, Identity, checked_name, verify
from casefiles.seal.words import word_list

ONE, OTHER = Identity.new(), Identity.new()
names = st.text(
    st.characters(categories=("L", "M", "N", "P", "Zs")), min_size=1, max_size=40
).filter(lambda name: name.strip() != "" and len(name) < 40)
# Points of low order on Curve25519, as recipients: 0, 1, and two of order eight (RFC 7748, 6.1)
LOW_ORDER = [
    "age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq5cu47z",
    "age1qyqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqj7vrya",
    "age1ur4h5lpmgxu2u9jku0a0r87ydtdqnr0tnsetrlvxvgz3vh6fhqqqzyt4v9",
    "age1ahlllllllllllllllllllllllllllllllllllllllllllllllalsn46ayy",
]


def card_of(fields: object) -> str:
    """A line that looks like a card."""
    raw = json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    return PREFIX + base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def fields_of(card: Card) -> dict[str, str]:
    """The JSON of a card."""
    text = str(card)[len(PREFIX) :]
    fields: dict[str, str] = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    return fields


def test_an_identity_is_kept_and_found_again() -> None:
    again = Identity.from_bytes(ONE.to_bytes())
    assert again == ONE
    assert len(ONE.to_bytes()) == 126
    assert again.card("Archive") == ONE.card("Archive")


@pytest.mark.parametrize("at", [0, 19, 60, 125])
def test_a_damaged_identity_is_told(at: int) -> None:
    raw = ONE.to_bytes()
    for changed in (raw[:at] + b"\xff" + raw[at + 1 :], raw[:at], raw + b"x"):
        with pytest.raises(VaultDamaged):
            Identity.from_bytes(changed)


@given(names)
def test_a_card_is_one_line_and_read_back(name: str) -> None:
    try:
        card = ONE.card(name)
    except NotUnderstood:
        return
    text = str(card)
    assert text.isascii()
    assert len(text.split()) == 1
    assert Card.parse(f"  {text}\n") == card


def test_persian_names_keep_their_joiners() -> None:
    name = "خانه\u200cی ما"
    assert Card.parse(str(ONE.card(name))).name == name


@pytest.mark.parametrize("name", ["", "  ", "\u200c", "a\u202eb", "a\0b", "x" * 101, "a\u2066b"])
def test_a_name_that_deceives_the_eye_is_refused(name: str) -> None:
    with pytest.raises(NotUnderstood):
        checked_name(name)
    fields = fields_of(ONE.card("Archive")) | {"name": name}
    with pytest.raises(NotARecipient):
        Card.parse(card_of(fields))


@pytest.mark.parametrize("changed", ["name", "recipient", "signing_key", "signature"])
def test_a_card_with_a_part_of_another_is_refused(changed: str) -> None:
    fields = fields_of(ONE.card("Archive"))
    fields[changed] = fields_of(OTHER.card("Office"))[changed]
    with pytest.raises(NotARecipient):
        Card.parse(card_of(fields))


def test_texts_that_are_no_cards_are_refused_with_a_sentence() -> None:
    good = str(ONE.card("Archive"))
    fields = fields_of(ONE.card("Archive"))
    for text in (
        "",
        "hello",
        PREFIX,
        good[:-1],
        good + "A",
        good + "=",
        good.replace("parvanda", "PARVANDA"),
        PREFIX + "!" * 20,
        PREFIX + "A" * 5000,
        PREFIX + base64.urlsafe_b64encode(b"[" * 1500).decode().rstrip("="),
        card_of([]),
        card_of(fields | {"name": 5}),
        card_of(fields | {"more": "x"}),
        card_of({key: fields[key] for key in ("name", "recipient")}),
        card_of(fields | {"signature": fields["signature"].upper()}),
        str(ONE.receiving_key.recipient.text),
    ):
        with pytest.raises(NotARecipient) as caught:
            Card.parse(text)
        assert caught.value.sentence.endswith(".")


@given(st.binary(max_size=300))
def test_any_bytes_as_a_card_are_refused(raw: bytes) -> None:
    with pytest.raises(NotARecipient):
        Card.parse(PREFIX + base64.urlsafe_b64encode(raw).rstrip(b"=").decode())


@given(st.binary(max_size=200), st.binary(max_size=200))
def test_a_signature_holds_for_its_message_and_signer_alone(message: bytes, other: bytes) -> None:
    card, signature = ONE.card("Archive"), ONE.sign(message)
    assert verify(card, message, signature)
    assert not verify(OTHER.card("Office"), message, signature)
    assert verify(card, other, signature) == (other == message)
    assert not verify(card, message, signature[:-1])
    assert not verify(card, message, b"")


def test_a_card_cannot_pass_for_a_signed_message() -> None:
    card = ONE.card("Archive")
    assert not verify(card, card.signed_part(), card.signature)


def test_a_fingerprint_is_ten_words_and_covers_both_keys() -> None:
    card = ONE.card("Archive")
    assert len(card.fingerprint) == 10
    assert set(card.fingerprint) <= set(word_list())
    assert ONE.card("another name").fingerprint == card.fingerprint
    other_receiving = Identity(ONE.seed, PrivateKey.new()).card("Archive")
    other_signing = Identity(OTHER.seed, ONE.receiving_key).card("Archive")
    assert len({card.fingerprint, other_receiving.fingerprint, other_signing.fingerprint}) == 3


def test_a_card_is_a_recipient() -> None:
    sealed = seal_bytes(b"for one", [Card.parse(str(ONE.card("Archive"))).recipient])
    assert open_bytes(sealed, [ONE.receiving_key]) == b"for one"


@pytest.mark.parametrize("text", LOW_ORDER)
def test_a_key_that_seals_nothing_is_refused(text: str) -> None:
    with pytest.raises(NotARecipient):
        Recipient.parse(text)


def test_texts_that_are_no_keys_are_refused_with_a_sentence() -> None:
    good = ONE.receiving_key.recipient.text
    changed = good[:-1] + ("q" if good[-1] != "q" else "p")
    for text in ("", "age1", changed, good + "q", "age1yubikey1q", "ssh-ed25519 AAAA", good[4:]):
        with pytest.raises(NotARecipient):
            Recipient.parse(text)
    for text in ("", good, "AGE-SECRET-KEY-1", ONE.receiving_key.text[:-1] + "B"):
        with pytest.raises(NotARecipient):
            PrivateKey.parse(text)
    assert Recipient.parse(f" {good.upper()}\n").text == good


def test_what_is_shown_of_an_identity_holds_no_key() -> None:
    shown = repr(ONE)
    assert "AGE-SECRET" not in shown
    assert ONE.seed.hex() not in shown
    assert repr(ONE.seed) not in shown

"""What was written once opens for ever, and the formats are what their descriptions say."""

import hashlib
import hmac
import struct
from pathlib import Path

from argon2.low_level import Type, hash_secret_raw
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_decrypt

from casefiles.seal.envelope import open_bytes, open_sealed_key
from casefiles.seal.identity import Card, Identity, verify
from casefiles.seal.keyring import unlock
from casefiles.seal.recovery import parse_sheet, unlock_with_sheet

GOLDEN = Path(__file__).parent / "golden"
PASSPHRASE = "golden words open for ever: Ғафс, ӯ"
DATA_KEY_DIGEST = (GOLDEN / "data_key.sha256").read_text().strip()


def test_keys_of_version_one_open_for_ever() -> None:
    opened = unlock(GOLDEN / "passphrase", passphrase=PASSPHRASE)
    assert hashlib.sha256(opened.data_key).hexdigest() == DATA_KEY_DIGEST
    assert opened.damage == ()


def test_keys_of_version_one_with_a_key_file_open_for_ever() -> None:
    opened = unlock(
        GOLDEN / "key_file", passphrase=PASSPHRASE, key_file=GOLDEN / "key_file" / "the.key"
    )
    assert hashlib.sha256(opened.data_key).hexdigest() == DATA_KEY_DIGEST


def test_a_recovery_sheet_of_version_one_opens_for_ever() -> None:
    sheet = parse_sheet((GOLDEN / "sheet.txt").read_text(encoding="utf-8"))
    opened = unlock_with_sheet(GOLDEN / "passphrase", sheet)
    assert hashlib.sha256(opened.data_key).hexdigest() == DATA_KEY_DIGEST
    assert sheet.vault_name == "Golden case"


def test_a_passphrase_archive_opens_for_ever() -> None:
    key = open_sealed_key((GOLDEN / "archive.key.age").read_bytes(), PASSPHRASE)
    assert open_bytes((GOLDEN / "archive.age").read_bytes(), [key]) == b"golden contents\n" * 5000


def test_a_card_and_a_signature_of_version_one_are_read_for_ever() -> None:
    lines = (GOLDEN / "card.txt").read_text(encoding="utf-8").splitlines()
    card = Card.parse(lines[0])
    assert " ".join(card.fingerprint) == lines[1]
    assert verify(card, b"golden message", bytes.fromhex(lines[2]))
    identity = Identity.from_bytes((GOLDEN / "identity.bin").read_bytes())
    assert identity.card(card.name) == card


def test_the_keys_file_is_as_described() -> None:
    """Read with nothing but the description in the docstrings of `header`, `slot`, `derive`."""
    raw = (GOLDEN / "passphrase" / "keys.a").read_bytes()
    assert raw[:18] == b"PARVANDA KEYS\r\n\x1a\x00\x01"
    assert raw[18:24] == bytes(6)
    assert raw[48:64] == b"\x01" + bytes(15)
    assert raw[832:960] == bytes(128)
    assert raw[992:] == hashlib.sha256(raw[:992]).digest()
    slot = raw[64:160]
    memory_kib, passes, lanes = struct.unpack(">IHB", slot[:7])
    key = hash_secret_raw(
        b"parvanda 1 passphrase\0" + PASSPHRASE.encode(),
        slot[8:24],
        passes,
        memory_kib,
        lanes,
        32,
        Type.ID,
    )
    bound = b"parvanda 1 slot\0" + raw[32:48] + b"\x00\x01" + slot[:24]
    data_key = crypto_aead_xchacha20poly1305_ietf_decrypt(slot[48:], bound, slot[24:48], key)
    assert hashlib.sha256(data_key).hexdigest() == DATA_KEY_DIGEST
    header_key = HKDF(SHA256(), 32, None, b"parvanda 1 header key").derive(data_key)
    assert raw[960:992] == hmac.digest(header_key, raw[:960], "sha256")

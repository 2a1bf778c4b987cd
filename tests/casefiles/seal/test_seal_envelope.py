"""Sealing and opening archives, and what is refused at the gate."""

import base64
import io
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casefiles.errors import (
    ArchiveDamaged,
    ArchiveError,
    ArchiveNotForUs,
    ArchiveRefused,
    Cancelled,
    CaseFileError,
    DiskFull,
    MediumTrouble,
    NotAnArchive,
    NotUnderstood,
)
from casefiles.seal.age_header import check_passphrase_header, check_recipient_header
from casefiles.seal.age_keys import PrivateKey
from casefiles.seal.envelope import (
    open_bytes,
    open_sealed_key,
    open_stream,
    seal_bytes,
    seal_stream,
    seal_with_passphrase,
)

KEY, OTHER_KEY = PrivateKey.new(), PrivateKey.new()
CHUNK = 64 * 1024


@given(st.binary(max_size=5000), st.integers(1, 4))
@settings(max_examples=30)
def test_what_is_sealed_opens_for_each_recipient_and_nobody_else(data: bytes, count: int) -> None:
    keys = [PrivateKey.new() for _n in range(count)]
    sealed = seal_bytes(data, [key.recipient for key in keys])
    assert data not in sealed or len(data) < 4
    for key in keys:
        assert open_bytes(sealed, [OTHER_KEY, key]) == data
    with pytest.raises(ArchiveNotForUs):
        open_bytes(sealed, [OTHER_KEY])


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 1_000_000])
def test_sizes_around_the_chunks_come_back_whole(size: int) -> None:
    data = bytes(range(256)) * (size // 256 + 1)
    sealed = seal_bytes(data[:size], [KEY.recipient])
    staging = io.BytesIO(b"before")
    staging.seek(6)
    assert open_stream(io.BytesIO(sealed), staging, [KEY]) == size
    assert staging.getvalue() == b"before" + data[:size]


def test_thirty_two_recipients_are_sealed_to_and_no_more() -> None:
    recipients = [PrivateKey.new().recipient for _n in range(31)] + [KEY.recipient]
    assert open_bytes(seal_bytes(b"x", recipients), [KEY]) == b"x"
    for count in (0, 33):
        with pytest.raises(ArchiveRefused):
            seal_bytes(b"x", [KEY.recipient] * count)


def test_nothing_is_released_of_an_archive_cut_off_or_changed() -> None:
    sealed = seal_bytes(b"a" * (3 * CHUNK), [KEY.recipient])
    body = sealed.index(b"\n--- ") + 5 + 44
    places = [body, body + 8, body + 16, body + 100, body + CHUNK, len(sealed) - 1]
    for at in places:
        for bad in (sealed[:at], sealed[:at] + bytes((sealed[at] ^ 1,)) + sealed[at + 1 :]):
            staging = io.BytesIO()
            with pytest.raises(ArchiveDamaged):
                open_stream(io.BytesIO(bad), staging, [KEY])
            assert staging.getvalue() == b""
    with pytest.raises(ArchiveDamaged):
        open_bytes(sealed + b"x", [KEY])


def test_each_flipped_byte_of_the_header_is_refused() -> None:
    sealed = seal_bytes(b"words", [KEY.recipient])
    for at in range(sealed.index(b"\n--- ") + 5 + 44):
        with pytest.raises(ArchiveError):
            open_bytes(sealed[:at] + bytes((sealed[at] ^ 1,)) + sealed[at + 1 :], [KEY])


def test_each_cut_of_the_header_is_refused() -> None:
    sealed = seal_bytes(b"words", [KEY.recipient])
    for size in range(1, sealed.index(b"\n--- ") + 60):
        with pytest.raises(ArchiveDamaged):
            open_bytes(sealed[:size], [KEY])


@pytest.mark.parametrize(
    "raw", [b"", b"hello", b"%PDF-1.7\n", b"PK\3\4" * 100, b"-----BEGIN AGE ENCRYPTED FILE-----\n"]
)
def test_what_is_not_age_is_no_archive(raw: bytes) -> None:
    with pytest.raises(NotAnArchive):
        open_bytes(raw, [KEY])
    with pytest.raises(NotAnArchive):
        open_sealed_key(raw, "passphrase")


def b64(raw: bytes) -> bytes:
    """Unpadded base64, as age writes it."""
    return base64.b64encode(raw).rstrip(b"=")


V1, MAC = b"age-encryption.org/v1\n", b"--- " + b64(bytes(32)) + b"\n"
SHARE, BODY = b64(bytes(range(32))), b64(bytes(range(1, 33)))
X25519 = b"-> X25519 " + SHARE + b"\n" + BODY + b"\n"
GREASE = b"-> ab-grease c\n\n"
HOSTILE = {
    "no stanza": V1 + MAC,
    "33 recipients": V1 + X25519 * 33 + MAC,
    "1000 recipients": V1 + X25519 * 1000 + MAC,
    "only grease": V1 + GREASE + MAC,
    "too much grease": V1 + GREASE * 3 + X25519 + MAC,
    "version 2": b"age-encryption.org/v2\n" + X25519 + MAC,
    "line end CR LF": (V1 + X25519 + MAC).replace(b"\n", b"\r\n"),
    "CR in a line": V1 + X25519.replace(SHARE, SHARE + b"\r") + MAC,
    "ssh": V1 + b"-> ssh-ed25519 abcd " + SHARE + b"\n" + BODY + b"\n" + MAC,
    "plugin": V1 + b"-> yubikey " + SHARE + b"\n" + BODY + b"\n" + MAC,
    "lower case": V1 + X25519.replace(b"X25519", b"x25519") + MAC,
    "another beside": V1 + X25519 + b"-> tag x\n\n" + MAC,
    "scrypt beside": V1 + X25519 + b"-> scrypt " + b64(bytes(16)) + b" 10\n" + BODY + b"\n" + MAC,
    "scrypt": V1 + b"-> scrypt " + b64(bytes(16)) + b" 10\n" + BODY + b"\n" + MAC,
    "two arguments": V1 + X25519.replace(SHARE, SHARE + b" x") + MAC,
    "no argument": V1 + X25519.replace(b" " + SHARE, b"") + MAC,
    "empty argument": V1 + X25519.replace(b"X25519 ", b"X25519  ") + MAC,
    "short share": V1 + X25519.replace(SHARE, b64(bytes(31))) + MAC,
    "long share": V1 + X25519.replace(SHARE, b64(bytes(33))) + MAC,
    "short body": V1 + X25519.replace(BODY, b64(bytes(31))) + MAC,
    "long body": V1 + X25519.replace(BODY, b64(bytes(48)) + b"\n") + MAC,
    "padded": V1 + X25519.replace(SHARE, SHARE + b"=") + MAC,
    "not canonical": V1 + X25519.replace(SHARE, SHARE[:-1] + b"9") + MAC,
    "url base64": V1 + X25519.replace(SHARE, b"-_" + SHARE[2:]) + MAC,
    "mac not canonical": V1 + X25519 + MAC.replace(b"A\n", b"B\n"),
    "mac short": V1 + X25519 + b"--- " + b64(bytes(31)) + b"\n",
    "mac with more": V1 + X25519 + b"--- " + b64(bytes(32)) + b" x\n",
    "endless line": V1 + b"-> X25519 " + b"A" * 100_000,
    "endless body": V1 + b"-> X25519 " + SHARE + b"\n" + (b"A" * 64 + b"\n") * 1000,
    "endless header": V1 + (b"-> a-grease b\n" + (b"A" * 64 + b"\n") * 9 + b"\n") * 100,
    "overlong line": V1 + b"-> a-grease b\n" + b"A" * 68 + b"\n\n" + X25519 + MAC,
    "not ASCII": V1 + X25519.replace(b"X25519", "Ж".encode()) + MAC,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_header_is_refused_before_anything_is_computed(name: str) -> None:
    with pytest.raises(ArchiveRefused):
        check_recipient_header(HOSTILE[name][: 16 * 1024])
    with pytest.raises(ArchiveRefused):
        open_bytes(HOSTILE[name] + bytes(100), [KEY])


def test_the_header_those_differ_from_passes() -> None:
    check_recipient_header(V1 + X25519 + MAC)
    check_recipient_header(V1 + GREASE + X25519 * 32 + GREASE + MAC + b"body")


@pytest.mark.parametrize(
    "factor", [b"21", b"22", b"63", b"64", b"99", b"0", b"00", b"010", b"+9", b"-1", b"0x9", b"999"]
)
def test_a_work_factor_that_lies_is_refused(factor: bytes) -> None:
    raw = V1 + b"-> scrypt " + b64(bytes(16)) + b" " + factor + b"\n" + BODY + b"\n" + MAC
    with pytest.raises(ArchiveRefused):
        open_sealed_key(raw + bytes(40), "passphrase")


def test_a_work_factor_is_capped_by_memory() -> None:
    raw = V1 + b"-> scrypt " + b64(bytes(16)) + b" 20\n" + BODY + b"\n" + MAC
    check_passphrase_header(raw)
    with pytest.raises(ArchiveRefused):
        check_passphrase_header(raw, memory_cap=1024**3 - 1)


@given(st.binary(max_size=400))
def test_any_bytes_at_the_gate_are_refused(raw: bytes) -> None:
    for untrusted in (raw, V1 + raw, V1 + X25519 + raw, V1 + b"-> " + raw):
        for check in (check_recipient_header, check_passphrase_header):
            with pytest.raises(ArchiveError):
                check(untrusted)


def test_a_passphrase_archive_opens_with_its_passphrase_and_no_other() -> None:
    target = io.BytesIO()
    sealed_key = seal_with_passphrase(io.BytesIO(b"words" * 1000), target, "six words\n")
    assert len(sealed_key) < 400
    key = open_sealed_key(sealed_key, "six words")
    assert open_bytes(target.getvalue(), [key]) == b"words" * 1000
    with pytest.raises(ArchiveNotForUs):
        open_sealed_key(sealed_key, "other words")
    with pytest.raises(ArchiveDamaged):
        open_sealed_key(sealed_key[:-1], "six words")
    with pytest.raises(ArchiveNotForUs):
        open_bytes(target.getvalue(), [OTHER_KEY])
    with pytest.raises(ArchiveRefused):  # the wrong one of the two files
        open_bytes(sealed_key, [KEY])
    with pytest.raises(ArchiveRefused):
        open_sealed_key(target.getvalue(), "six words")


def test_a_sealed_key_of_absurd_size_is_refused() -> None:
    with pytest.raises(ArchiveRefused):
        open_sealed_key(V1 + bytes(70_000), "six words")
    with pytest.raises(NotUnderstood):
        seal_with_passphrase(io.BytesIO(b""), io.BytesIO(), "")


def test_more_than_the_limit_is_not_taken_in() -> None:
    sealed = seal_bytes(bytes(1000), [KEY.recipient])
    assert len(open_bytes(sealed, [KEY], limit=1000)) == 1000
    staging = io.BytesIO()
    with pytest.raises(ArchiveRefused):
        open_stream(io.BytesIO(sealed), staging, [KEY], limit=999)
    assert staging.getvalue() == b""


class Faulty(io.BytesIO):
    """A file whose medium fails after so many bytes; `trouble` says how."""

    def __init__(self, raw: bytes, good: int, trouble: BaseException) -> None:
        super().__init__(raw)
        self.good, self.trouble = good, trouble

    def _go_on(self, size: int) -> None:
        self.good -= size
        if self.good < 0:
            raise self.trouble

    def read(self, size: int | None = -1, /) -> bytes:
        """Reads until it fails."""
        raw = super().read(size)
        self._go_on(len(raw))
        return raw

    def write(self, data: bytes, /) -> int:  # type: ignore[override]
        """Writes until it fails."""
        self._go_on(len(data))
        return super().write(data)


@dataclass(frozen=True)
class Trouble:
    """What a file raises and what the user is told."""

    raised: BaseException
    told: type[BaseException]


READING = [Trouble(OSError(5, "EIO"), MediumTrouble), Trouble(Cancelled("Stopped."), Cancelled)]
WRITING = [*READING, Trouble(OSError(28, "ENOSPC"), DiskFull), Trouble(KeyError("bug"), KeyError)]


@pytest.mark.parametrize("good", [0, 100, 100_000])
@pytest.mark.parametrize("trouble", READING)
def test_a_source_that_fails_is_told_as_what_it_is(trouble: Trouble, good: int) -> None:
    sealed = seal_bytes(bytes(300_000), [KEY.recipient])
    staging = io.BytesIO()
    with pytest.raises(trouble.told):
        open_stream(Faulty(sealed, good, trouble.raised), staging, [KEY])
    assert staging.getvalue() == b""
    with pytest.raises(trouble.told):
        seal_stream(Faulty(sealed, good, trouble.raised), io.BytesIO(), [KEY.recipient])


@pytest.mark.parametrize("good", [0, 100_000])
@pytest.mark.parametrize("trouble", WRITING)
def test_a_target_that_fails_is_told_as_what_it_is(trouble: Trouble, good: int) -> None:
    sealed = seal_bytes(bytes(300_000), [KEY.recipient])
    staging = Faulty(b"", good, trouble.raised)
    with pytest.raises(trouble.told):
        open_stream(io.BytesIO(sealed), staging, [KEY])
    assert staging.getvalue() == b""
    with pytest.raises(trouble.told):
        seal_stream(io.BytesIO(sealed), Faulty(b"", good, trouble.raised), [KEY.recipient])


@dataclass(frozen=True)
class Vector:
    """One of age's official test vectors."""

    expect: str
    payload: str
    keys: list[PrivateKey]
    passphrase: str
    raw: bytes


def read_vector(path: Path) -> Vector:
    """A vector from its file."""
    head, _gap, raw = path.read_bytes().partition(b"\n\n")
    lines = [line.split(": ", 1) for line in head.decode().splitlines()]
    fields = dict(lines)
    keys = [v for k, v in lines if k == "identity" and v.startswith("AGE-SECRET-KEY-1")]
    return Vector(
        fields["expect"],
        fields.get("payload", ""),
        [PrivateKey.parse(key) for key in keys],
        fields.get("passphrase", ""),
        zlib.decompress(raw) if "compressed" in fields else raw,
    )


VECTORS = sorted(p for p in (Path(__file__).parent / "age_vectors").iterdir() if not p.suffix)
# Right by the letter of age, refused by us: armour, post-quantum keys, stanzas of unknown kinds
OUT_OF_OUR_FORM = {"stanza_empty_body", "stanza_empty_last_line", "stanza_valid_characters"}


def accepted(path: Path) -> bool:
    """Whether we open this one."""
    foreign = path.name.startswith(("armor_", "hybrid")) or path.name in OUT_OF_OUR_FORM
    return read_vector(path).expect == "success" and not foreign and path.name != "x25519_grease"


def test_all_vectors_are_here() -> None:
    assert len(VECTORS) == 143
    assert sum(accepted(path) for path in VECTORS) == 11


@pytest.mark.parametrize("path", VECTORS, ids=lambda path: path.name)
def test_official_vectors_open_or_are_refused_as_they_must(path: Path) -> None:
    vector = read_vector(path)
    opening: Callable[[], object]
    if vector.passphrase:
        opening = lambda: open_sealed_key(vector.raw, vector.passphrase)  # noqa: E731
    else:
        opening = lambda: sha256(open_bytes(vector.raw, vector.keys)).hexdigest()  # noqa: E731
    if not accepted(path):
        with pytest.raises(CaseFileError):
            opening()
    elif vector.passphrase:
        with pytest.raises(ArchiveRefused, match="something else"):  # opened, but holds no key
            opening()
    else:
        assert opening() == vector.payload

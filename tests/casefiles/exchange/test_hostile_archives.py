"""Archives that lie: each is refused in a sentence, and nothing of it is believed."""

import io
import json
import tarfile
from collections.abc import Callable
from typing import Any

import pytest

from casefiles.errors import (
    ArchiveDamaged,
    ArchiveError,
    ArchiveNotForUs,
    ArchiveRefused,
    OutputRefused,
)
from casefiles.exchange import container
from casefiles.exchange.archive import open_archive, read_container
from casefiles.exchange.container import ENTRIES, MANIFEST, PADDING, README, SIGNATURE
from casefiles.exchange.receiving import check_files
from casefiles.seal.age_keys import PrivateKey
from casefiles.seal.envelope import seal_bytes
from casefiles.seal.padding import padme
from tests.casefiles.exchange.archives import (
    FILE,
    SHA256,
    STRANGER,
    US,
    Forging,
    honest_lines,
    honest_members,
    opened,
    packed,
    raw_tar,
    written,
)


def test_an_honest_archive_opens() -> None:
    found = opened(packed().container)
    assert list(found.lines) == honest_lines()
    assert found.files == {SHA256: FILE}
    assert found.manifest.sender is not None
    assert found.manifest.sender.name == "Office A"
    check_files(found.lines, found.files)


def test_an_unsigned_archive_names_no_sender() -> None:
    found = opened(packed(signing=None).container)
    assert found.manifest.sender is None
    assert list(found.lines) == honest_lines()


def test_the_container_has_a_length_that_tells_little() -> None:
    whole = packed().container
    assert len(whole) % 512 == 0
    assert len(whole) - padme(len(whole) - 511) < 512


def _name(name: str) -> tarfile.TarInfo:
    return tarfile.TarInfo(name)


def _typed(name: str, kind: bytes, link: str = "") -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.type, member.linkname = kind, link
    return member


def _tar_with(odd: tarfile.TarInfo, data: bytes = b"") -> bytes:
    """An honest archive's members and one odd one, in a tar as anybody may write it."""
    return raw_tar(*((_name(name), one) for name, one in honest_members()), (odd, data))


def _changed_mode() -> bytes:
    member = _name("README.txt")
    member.mode = 0o4755
    return _tar_with(member)


def _dated() -> bytes:
    member = _name("README.txt")
    member.mtime = 1_700_000_000
    return _tar_with(member)


TARS: dict[str, Callable[[], bytes]] = {
    "a path upwards": lambda: _tar_with(_name("../../etc/passwd"), b"x"),
    "an absolute path": lambda: _tar_with(_name("/etc/passwd"), b"x"),
    "a path in the files": lambda: _tar_with(_name("files/../x"), b"x"),
    "a turned name": lambda: _tar_with(_name("files/\u202egpj.exe"), b"x"),
    "a long name": lambda: _tar_with(_name("files/" + "a" * 300), b"x"),
    "a name with a line end": lambda: _tar_with(_name("README.txt\n"), b"x"),
    "a name in capitals": lambda: _tar_with(_name("files/" + "A" * 64), b"x"),
    "a symbolic link": lambda: _tar_with(_typed("README.txt", tarfile.SYMTYPE, "/etc/passwd")),
    "a hard link": lambda: _tar_with(_typed("README.txt", tarfile.LNKTYPE, "MANIFEST.json")),
    "a device": lambda: _tar_with(_typed("README.txt", tarfile.CHRTYPE)),
    "a pipe": lambda: _tar_with(_typed("README.txt", tarfile.FIFOTYPE)),
    "a folder": lambda: _tar_with(_typed("files", tarfile.DIRTYPE)),
    "a sparse file": lambda: _tar_with(_typed("README.txt", tarfile.GNUTYPE_SPARSE)),
    "an extended header": lambda: _tar_with(_typed("README.txt", tarfile.XHDTYPE), b"12 path=x\n"),
    "set user id": _changed_mode,
    "a time": _dated,
    "an empty tar": raw_tar,
    "no tar": lambda: b"%PDF-1.7 and so on" * 100,
    "nothing": lambda: b"",
    "zeros": lambda: bytes(10240),
}


@pytest.mark.parametrize("case", TARS)
def test_a_tar_that_is_not_ours_is_refused(case: str) -> None:
    with pytest.raises((ArchiveRefused, ArchiveDamaged)):
        opened(TARS[case]())


def _header_changed(at: int, new: bytes, *, name: str = MANIFEST) -> bytes:
    """One member's header changed and its checksum made right again."""
    whole = bytearray(packed().container)
    start = whole.index(name.encode().ljust(100, b"\0"))
    whole[start + at : start + at + len(new)] = new
    whole[start + 148 : start + 156] = b" " * 8
    total = sum(whole[start : start + 512])
    whole[start + 148 : start + 156] = b"%06o\0 " % total
    return bytes(whole)


HEADERS: dict[str, Callable[[], bytes]] = {
    "a huge size": lambda: _header_changed(124, b"77777777777\0"),
    "a size in base 256": lambda: _header_changed(124, b"\x80" + bytes(10) + b"\x01"),
    "a negative size": lambda: _header_changed(124, b"-0000000001\0"),
    "a size with a plus": lambda: _header_changed(124, b"+0000000001\0"),
    "a size too small": lambda: _header_changed(124, b"00000000000\0"),
    "an owner": lambda: _header_changed(108, b"0001750\0"),
    "a prefix": lambda: _header_changed(345, b"etc"),
    "another magic": lambda: _header_changed(257, b"ustar  \0"),
    "bytes after the name": lambda: _header_changed(99, b"x"),
    "a name that is gone": lambda: _header_changed(0, bytes(100)),
    "a padding that is larger": lambda: _header_changed(124, b"00077777777\0", name=PADDING),
}


@pytest.mark.parametrize("case", HEADERS)
def test_a_header_that_says_anything_else_is_refused(case: str) -> None:
    with pytest.raises((ArchiveRefused, ArchiveDamaged)):
        opened(HEADERS[case]())


def _twice(name: str) -> bytes:
    member = b"".join(container._member(name, dict(honest_members())[name]))
    return member + packed().container


def _reordered() -> bytes:
    parts = [b"".join(container._member(name, data)) for name, data in reversed(honest_members())]
    return b"".join([*parts, *container._member(PADDING, b""), bytes(1024)])


WHOLES: dict[str, Callable[[], bytes]] = {
    "a member twice": lambda: _twice(MANIFEST),
    "a file twice": lambda: _twice(container.file_member(SHA256)),
    "members in another order": _reordered,
    "something after the end": lambda: packed().container + bytes(512),
    "something hidden after the end": lambda: packed().container[:-512] + b"x" * 512,
    "something hidden in the padding": lambda: _replaced_before_end(b"x"),
    "something hidden between members": lambda: _hidden(FILE),
    "no end": lambda: packed().container[:-1024],
    "half of it": lambda: packed().container[: len(packed().container) // 1024 * 512],
}


def _replaced_before_end(data: bytes) -> bytes:
    whole = packed().container
    return whole[: -1024 - len(data)] + data + whole[-1024:]


def _hidden(after: bytes) -> bytes:
    whole = bytearray(packed().container)
    whole[whole.index(after) + len(after) + 3] = 1
    return bytes(whole)


@pytest.mark.parametrize("case", WHOLES)
def test_a_container_with_anything_more_or_less_is_refused(case: str) -> None:
    with pytest.raises((ArchiveRefused, ArchiveDamaged)):
        opened(WHOLES[case]())


def _forged(change: Callable[[Forging], object]) -> bytes:
    forging = Forging()
    change(forging)
    return forging.build()


def _without(name: str) -> Callable[[Forging], object]:
    return lambda forging: forging.members.pop(name)


def _saying(**told: Any) -> Callable[[Forging], object]:
    return lambda forging: forging.say(lambda form: form.update(told))


def _to(*recipients: dict[str, Any]) -> Callable[[Forging], object]:
    return _saying(recipients=list(recipients))


def _place(**more: Any) -> dict[str, Any]:
    return {"key": US.recipient.text, "sequence": 1, "previous": None} | more


def _member_told(name: str, **told: Any) -> Callable[[Forging], object]:
    return lambda forging: forging.say(lambda form: form["members"][name].update(told))


def _resigned(forging: Forging) -> None:
    forging.say(lambda _form: None, by=STRANGER)


def _key_twice(forging: Forging) -> None:
    manifest = forging.members[MANIFEST]
    forging.write(manifest.replace(b'"audience"', b'"audience": "public",\n "audience"'))


def _entries_changed(forging: Forging) -> None:
    forging.members[ENTRIES] = forging.members[ENTRIES].replace(b"A report", b"B report")


FORGED: dict[str, Callable[[Forging], object]] = {
    "no manifest": _without(MANIFEST),
    "no signature": _without(SIGNATURE),
    "no entries": _without(ENTRIES),
    "a member less": _without(README),
    "a member more": lambda one: one.members.update({f"files/{'0' * 64}": b"x"}),
    "somebody else's signature": _resigned,
    "a signature of zeros": lambda one: one.members.update({SIGNATURE: b"0" * 128 + b"\n"}),
    "a signature cut off": lambda one: one.members.update({SIGNATURE: one.members[SIGNATURE][:99]}),
    "a manifest changed": lambda one: one.members.update(
        {MANIFEST: one.members[MANIFEST].replace(b"partner", b"public ")}
    ),
    "entries changed": _entries_changed,
    "a lie about a digest": _member_told(ENTRIES, sha256="0" * 64),
    "a lie about a size": _member_told(ENTRIES, size=1),
    "a size that is true or false": _member_told(ENTRIES, size=True),
    "a file under another digest": lambda one: one.put(f"files/{'0' * 64}", FILE),
    "no recipients": _to(),
    "the same recipient twice": _to(_place(), _place()),
    "a recipient that is no key": _to(_place(key="age1nobody")),
    "an archive number zero": _to(_place(sequence=0)),
    "a previous one that is none": _to(_place(previous="00")),
    "recipients that are no list": _saying(recipients=7),
    "an audience that is none": _saying(audience="everybody"),
    "a card that is none": _saying(sender="parvanda-card1:AAAA"),
    "a card that is a number": _saying(sender=7),
    "a version of words": _saying(parvanda_archive="1"),
    "a version that is true": _saying(parvanda_archive=True),
    "a field more": _saying(more=1),
    "a manifest that is no json": lambda one: one.write(b"hello\n"),
    "a manifest in another spelling": lambda one: one.write(json.dumps(one.manifest).encode()),
    "a manifest with a key twice": _key_twice,
    "a manifest a thousand deep": lambda one: one.write(b'{"a":' * 5000 + b"1" + b"}" * 5000),
    "a manifest too large": lambda one: one.write(b" " * (1 << 20) + one.members[MANIFEST]),
    "entries that are none": lambda one: one.put(ENTRIES, b"hello\n"),
    "entries cut off": lambda one: one.put(ENTRIES, one.members[ENTRIES][:-9]),
    "an entry with a key twice": lambda one: one.entries(b'{"claim": "x", "claim": "y"}'),
    "an entry a thousand deep": lambda one: one.entries(b"[" * 5000),
    "an entry with a huge number": lambda one: one.entries(b'{"claim": ' + b"9" * 9999 + b"}"),
    "an entry twice": lambda one: one.entries(*written(honest_lines())[:1] * 2),
}


@pytest.mark.parametrize("case", FORGED)
def test_a_forged_archive_is_refused(case: str) -> None:
    with pytest.raises((ArchiveRefused, ArchiveDamaged)):
        opened(_forged(FORGED[case]))


def test_the_forging_itself_makes_archives_that_open() -> None:
    assert opened(Forging().build()).files == {SHA256: FILE}
    assert opened(_forged(lambda one: one.say(lambda _form: None)))
    assert opened(_forged(lambda one: one.put(ENTRIES, one.members[ENTRIES])))
    assert opened(_forged(lambda one: one.entries(*written(honest_lines()))))


def test_a_newer_archive_is_told() -> None:
    with pytest.raises(ArchiveRefused, match="newer version"):
        opened(_forged(_saying(parvanda_archive=2, more="fields")))


def test_an_archive_sealed_anew_to_somebody_else_is_refused() -> None:
    other = PrivateKey.new()
    sealed = seal_bytes(packed().container, [other.recipient])
    with pytest.raises(ArchiveRefused, match="somebody else"):
        open_archive(io.BytesIO(sealed), other)


def test_an_archive_for_somebody_else_is_not_opened() -> None:
    sealed = seal_bytes(packed().container, [US.recipient])
    with pytest.raises(ArchiveNotForUs):
        open_archive(io.BytesIO(sealed), PrivateKey.new())


def test_a_file_nobody_speaks_of_is_refused() -> None:
    found = opened(packed().container)
    with pytest.raises(ArchiveRefused):
        check_files(found.lines[:2], found.files)
    with pytest.raises(ArchiveRefused):
        check_files(found.lines, {SHA256: FILE + b"!"})


def test_wherever_it_is_cut_off_it_is_refused() -> None:
    sealed = seal_bytes(packed().container, [US.recipient])
    for size in [*range(0, 400, 7), *range(400, len(sealed), 997), len(sealed) - 1]:
        with pytest.raises(ArchiveError):
            open_archive(io.BytesIO(sealed[:size]), US)


def test_wherever_a_bit_is_flipped_it_is_refused_or_without_effect() -> None:
    sealed = seal_bytes(packed().container, [US.recipient])
    for at in [*range(0, 300, 5), *range(300, len(sealed), 499)]:
        broken = sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :]
        with pytest.raises(ArchiveError):
            open_archive(io.BytesIO(broken), US)


def test_wherever_a_bit_is_flipped_inside_it_is_refused() -> None:
    whole = packed().container
    for at in range(0, len(whole), 211):
        with pytest.raises(ArchiveError):
            read_container(whole[:at] + bytes([whole[at] ^ 4]) + whole[at + 1 :])


def test_what_is_too_large_inside_is_refused_while_it_is_opened(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole = packed().container
    monkeypatch.setattr(container, "LARGEST", 10_000)
    with pytest.raises(ArchiveRefused):
        opened(whole)


def test_more_than_an_archive_may_hold_is_not_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(container, "LARGEST", 10_000)
    with pytest.raises(OutputRefused):
        packed()

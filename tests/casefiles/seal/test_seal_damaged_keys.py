"""Damage, forgery, interruption and roll-back of the two copies of the keys."""

import hashlib
import resource
import secrets
import struct
import subprocess
import sys
import textwrap
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefiles.errors import (
    CaseFileError,
    MediumTrouble,
    VaultDamaged,
    VaultNewer,
    WrongKey,
)
from casefiles.seal.derive import VaultKeys
from casefiles.seal.header import authentic, read_header, read_shape
from casefiles.seal.keyring import (
    change_passphrase,
    create_keyring,
    rebuild_keyring,
    repair_copy,
    salvage,
    unlock,
)
from tests.casefiles.seal.made import CHEAP, PASSPHRASE, Keys, flipped

FIRST_SLOT, SECOND_SLOT, ZEROS = 64, 160, 832


def with_checksum(raw: bytes) -> bytes:
    """What a forger writes who knows the format but not the data key."""
    return raw[:-32] + hashlib.sha256(raw[:-32]).digest()


def test_each_flipped_byte_is_found_by_checksum_and_by_authentication(keys: Keys) -> None:
    header_key = VaultKeys.of(keys.made.data_key).header
    assert authentic(keys.raw, header_key)
    for at in range(len(keys.raw)):
        changed = flipped(keys.raw, at, 1 << at % 8)
        with pytest.raises(VaultDamaged):
            read_header(changed)
        assert not authentic(changed, header_key)
        assert at >= 992 or not authentic(with_checksum(changed), header_key)


@pytest.mark.parametrize(("name", "step"), [("keys.a", 1), ("keys.b", 5)])
def test_each_flipped_byte_of_one_copy_is_told_and_the_other_opens(
    keys: Keys, name: str, step: int
) -> None:
    for at in range(0, len(keys.raw), step):
        (keys.folder / name).write_bytes(flipped(keys.raw, at, 1 << at % 8))
        opened = unlock(keys.folder, recovery_key=keys.made.data_key)
        assert opened.data_key == keys.made.data_key
        assert opened.damage == (f"{name} is damaged.",), at


def test_a_flipped_byte_in_both_copies_is_refused(keys: Keys) -> None:
    for at in range(0, len(keys.raw), 11):
        changed = flipped(keys.raw, at, 1 << at % 8)
        keys.put(changed, changed)
        with pytest.raises(VaultDamaged):
            unlock(keys.folder, recovery_key=keys.made.data_key)


def test_a_byte_forged_with_a_right_checksum_is_told(keys: Keys) -> None:
    for at in [*range(64), *range(64, len(keys.raw) - 32, 11)]:
        (keys.folder / "keys.b").write_bytes(with_checksum(flipped(keys.raw, at)))
        if at == 16:  # the version's high byte: a number above ours is a newer program's
            with pytest.raises(VaultNewer):
                unlock(keys.folder, recovery_key=keys.made.data_key)
            continue
        opened = unlock(keys.folder, recovery_key=keys.made.data_key)
        assert len(opened.damage) == 1, at
        assert "keys.b" in opened.damage[0], at


@pytest.mark.parametrize("at", [0, 25, 40, 48, 50, FIRST_SLOT, FIRST_SLOT + 60, SECOND_SLOT, ZEROS])
def test_the_passphrase_opens_by_the_copy_that_is_whole(keys: Keys, at: int) -> None:
    keys.put(a=flipped(keys.raw, at))
    opened = unlock(keys.folder, passphrase=PASSPHRASE)
    assert opened.data_key == keys.made.data_key
    assert opened.damage == ("keys.a is damaged.",)


def test_two_forged_copies_are_refused_though_the_slot_opens(keys: Keys) -> None:
    forged = with_checksum(flipped(keys.raw, SECOND_SLOT))
    keys.put(forged, forged)
    with pytest.raises(VaultDamaged):
        unlock(keys.folder, passphrase=PASSPHRASE)


def test_a_forged_copy_is_told_and_the_other_opens(keys: Keys) -> None:
    keys.put(a=with_checksum(flipped(keys.raw, SECOND_SLOT)))
    opened = unlock(keys.folder, passphrase=PASSPHRASE)
    assert opened.data_key == keys.made.data_key
    assert opened.slot == 0
    assert opened.damage == ("keys.a was changed by somebody else.",)


def test_a_slot_called_another_kind_does_not_open(keys: Keys, key_file: Path) -> None:
    folder = keys.folder.parent / "with-file"
    folder.mkdir()
    create_keyring(folder, PASSPHRASE, cost=CHEAP, key_file=key_file)
    raw = (folder / "keys.a").read_bytes()
    forged = with_checksum(raw[:48] + b"\x01" + raw[49:])
    for name in ("keys.a", "keys.b"):
        (folder / name).write_bytes(forged)
    with pytest.raises(WrongKey):
        unlock(folder, passphrase=PASSPHRASE, key_file=key_file)


def test_a_slot_moved_to_another_place_or_vault_does_not_open(keys: Keys, tmp_path: Path) -> None:
    slot = keys.raw[FIRST_SLOT:SECOND_SLOT]
    moved = keys.raw[:48] + b"\x00\x01" + keys.raw[50:FIRST_SLOT]
    moved = with_checksum(moved + secrets.token_bytes(96) + slot + keys.raw[SECOND_SLOT + 96 :])
    elsewhere = with_checksum(keys.raw[:32] + secrets.token_bytes(16) + keys.raw[48:])
    for forged in (moved, elsewhere):
        keys.put(forged, forged)
        with pytest.raises(WrongKey):
            unlock(keys.folder, passphrase=PASSPHRASE)


@pytest.mark.parametrize("name", ["keys.a", "keys.b"])
def test_a_missing_copy_is_told_and_the_other_opens(keys: Keys, name: str) -> None:
    (keys.folder / name).unlink()
    opened = unlock(keys.folder, passphrase=PASSPHRASE)
    assert opened.damage == (f"{name} is missing.",)
    repaired = repair_copy(keys.folder, opened)
    assert unlock(keys.folder, passphrase=PASSPHRASE) == repaired
    assert repaired.damage == ()


@pytest.mark.parametrize("size", [0, 1, 16, 17, 31, 1023, 1025, 70_000])
def test_a_copy_of_another_length_is_damaged(keys: Keys, size: int) -> None:
    raw = keys.raw[:size].ljust(size, b"x")
    keys.put(a=raw)
    assert unlock(keys.folder, passphrase=PASSPHRASE).damage == ("keys.a is damaged.",)
    keys.put(raw, raw)
    with pytest.raises(VaultDamaged if size else MediumTrouble):
        unlock(keys.folder, passphrase=PASSPHRASE)


def test_keys_of_a_newer_program_are_told_whatever_their_size(keys: Keys) -> None:
    newer = keys.raw[:16] + b"\x00\x02" + bytes(3000)
    newer += hashlib.sha256(newer).digest()
    keys.put(newer, newer)
    with pytest.raises(VaultNewer):
        unlock(keys.folder, passphrase=PASSPHRASE)


@pytest.mark.parametrize(
    ("memory_kib", "passes", "lanes"),
    [
        (64 * 1024 - 1, 1, 1),
        (2048 * 1024 + 1, 1, 1),
        (2**32 - 1, 1, 1),
        (64 * 1024, 0, 1),
        (64 * 1024, 21, 1),
        (64 * 1024, 65535, 1),
        (64 * 1024, 1, 0),
        (64 * 1024, 1, 9),
    ],
)
def test_a_lie_about_the_cost_is_refused_before_allocating(
    keys: Keys, memory_kib: int, passes: int, lanes: int
) -> None:
    lie = struct.pack(">IHB", memory_kib, passes, lanes)
    forged = with_checksum(keys.raw[:FIRST_SLOT] + lie + keys.raw[FIRST_SLOT + len(lie) :])
    keys.put(forged, forged)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(VaultDamaged):
        unlock(keys.folder, passphrase=PASSPHRASE)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 16 * 1024
    keys.put(b=forged)
    assert unlock(keys.folder, passphrase=PASSPHRASE).damage == ("keys.b is damaged.",)


def test_a_cut_between_the_copies_leaves_both_ways_in_and_is_told(keys: Keys) -> None:
    change_passphrase(keys.folder, "the new one", cost=CHEAP, passphrase=PASSPHRASE)
    keys.put(a=(keys.folder / "keys.a").read_bytes())
    by_new = unlock(keys.folder, passphrase="the new one")
    by_old = unlock(keys.folder, passphrase=PASSPHRASE)
    assert by_new.data_key == by_old.data_key == keys.made.data_key
    assert (by_new.generation, by_old.generation) == (2, 1)
    for opened in (by_new, by_old):
        assert opened.damage == ("keys.b is older than the other copy: a change was interrupted.",)


@pytest.mark.parametrize("typed", ["the new one", PASSPHRASE])
def test_repair_keeps_the_passphrase_that_was_just_proven(keys: Keys, typed: str) -> None:
    change_passphrase(keys.folder, "the new one", cost=CHEAP, passphrase=PASSPHRASE)
    keys.put(a=(keys.folder / "keys.a").read_bytes())
    repaired = repair_copy(keys.folder, unlock(keys.folder, passphrase=typed))
    assert repaired.generation == 3
    assert unlock(keys.folder, passphrase=typed) == repaired
    assert len(set(keys.found().values())) == 1


def test_repair_refuses_when_the_keys_changed_meanwhile(keys: Keys) -> None:
    change_passphrase(keys.folder, "the new one", cost=CHEAP, passphrase=PASSPHRASE)
    before = keys.found()
    with pytest.raises(VaultDamaged):
        repair_copy(keys.folder, keys.made)
    assert keys.found() == before


def test_rolled_back_keys_show_an_older_generation(keys: Keys) -> None:
    newest = change_passphrase(keys.folder, "the new one", cost=CHEAP, passphrase=PASSPHRASE)
    keys.put()
    assert unlock(keys.folder, passphrase=PASSPHRASE).generation < newest.generation


def test_two_damaged_copies_still_give_the_key_where_the_slot_is_whole(keys: Keys) -> None:
    keys.put(flipped(keys.raw, ZEROS), flipped(keys.raw, SECOND_SLOT))
    before = keys.found()
    saved = salvage(keys.folder, PASSPHRASE)
    assert saved.data_key == keys.made.data_key
    assert saved.damage
    assert keys.found() == before
    with pytest.raises(WrongKey):
        salvage(keys.folder, "another passphrase")
    rebuild_keyring(
        keys.folder,
        data_key=saved.data_key,
        vault_id=saved.vault_id,
        generation=7,
        passphrase=PASSPHRASE,
        cost=CHEAP,
    )
    assert unlock(keys.folder, passphrase=PASSPHRASE).generation == 8


KILLED_AT_EACH_CALL = """
    import os, shutil, signal, sys
    from pathlib import Path
    from casefiles.seal.keyring import change_passphrase
    from casefiles.seal.passphrase import Cost

    made, states, passphrase = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
    calls_left = 10**9

    def hook(event, arguments):
        global calls_left
        if event in {"open", "os.rename", "os.remove"} and str(states) in str(arguments[0]):
            calls_left -= 1
            if calls_left < 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)
    for calls in range(100):
        state = shutil.copytree(made, states / str(calls))
        child = os.fork()
        if not child:
            calls_left = calls
            change_passphrase(state, "the new one", cost=Cost(65536, 1, 1), passphrase=passphrase)
            os._exit(0)
        if os.waitpid(child, 0)[1] == 0:
            break
"""


def test_killed_at_any_call_of_a_change_one_passphrase_still_opens(
    keys: Keys, tmp_path: Path
) -> None:
    states = tmp_path / "states"
    states.mkdir()
    program = textwrap.dedent(KILLED_AT_EACH_CALL)
    subprocess.run(
        [sys.executable, "-c", program, str(keys.folder), str(states), PASSPHRASE],
        cwd=Path(__file__).parents[3],
        check=True,
    )
    ways_in = [ways_into(state, keys) for state in states.iterdir()]
    assert len(ways_in) > 6
    assert set(ways_in) == {"old", "old new", "new"}


def ways_into(folder: Path, keys: Keys) -> str:
    """Which of the two passphrases open a folder, each to the same data key."""
    if all((folder / name).read_bytes() == keys.raw for name in ("keys.a", "keys.b")):
        return "old"  # not a byte changed: spares two slow attempts
    opening = []
    for name, passphrase in (("old", PASSPHRASE), ("new", "the new one")):
        with suppress(WrongKey):
            assert unlock(folder, passphrase=passphrase).data_key == keys.made.data_key
            opening.append(name)
    return " ".join(opening)


def test_what_a_cut_left_behind_does_not_hinder_the_next_change(keys: Keys) -> None:
    (keys.folder / "keys.a.new").write_bytes(b"half")
    change_passphrase(keys.folder, "the new one", cost=CHEAP, passphrase=PASSPHRASE)
    assert set(keys.found()) == {"keys.a", "keys.b"}


def test_a_medium_that_refuses_leaves_the_keys_as_they_were(keys: Keys) -> None:
    (keys.folder / "keys.a.new").mkdir()  # stands where the fresh copy must go
    with pytest.raises(MediumTrouble):
        change_passphrase(keys.folder, "the new one", cost=CHEAP, passphrase=PASSPHRASE)
    (keys.folder / "keys.a.new").rmdir()
    assert keys.found() == {"keys.a": keys.raw, "keys.b": keys.raw}


def test_a_creation_that_fails_leaves_no_keys(tmp_path: Path) -> None:
    (tmp_path / "keys.b.new").mkdir()
    with pytest.raises(MediumTrouble):
        create_keyring(tmp_path, PASSPHRASE, cost=CHEAP)
    assert [path.name for path in tmp_path.iterdir()] == ["keys.b.new"]


@given(st.binary(max_size=2000))
def test_any_bytes_are_read_or_refused_with_a_sentence(untrusted: bytes) -> None:
    for raw in (untrusted, untrusted.ljust(1024, b"\0"), b"PARVANDA KEYS\r\n\x1a" + untrusted):
        for reader in (read_header, read_shape):
            with suppress(CaseFileError):
                reader(with_checksum(raw) if len(raw) > 32 else raw)

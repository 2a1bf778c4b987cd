"""One flipped bit anywhere in a vault's three files is reported by opening or verifying it.

200 places, chosen once by chance with a fixed seed and weighted towards what is small but matters:
both copies of the keys, and the first 16 bytes of the database, which SQLCipher itself never reads.
Whatever can still be read is what was written: damage is never shown as data.
"""

import random
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from casefiles.errors import VaultDamaged
from casefiles.ledger import database, history
from casefiles.ledger.database import Database, DatabaseKey
from casefiles.ledger.files import drop
from casefiles.model.kinds import KINDS
from casefiles.model.values import FileValue, Layer, Text
from casefiles.seal.recovery import parse_sheet
from casefiles.vault import Unlocking, Vault
from tests.safety.conftest import copied
from tests.safety.made import CYRILLIC, MARKER, PASSPHRASE, Made, make_vault
from tests.safety.running import DONE, REFUSED, Tree, Warm

PLACES = {"keys.a": 32, "keys.b": 32, "head of vault.db": 16, "vault.db": 120}
PAGE = 4096
PARTS = 4


class Place(NamedTuple):
    """A bit of a file."""

    name: str
    at: int
    bit: int


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """A vault with text, an original in chunks, an index, a withdrawn Step and free pages."""
    folder = tmp_path_factory.mktemp("flips")
    made = make_vault(folder / "work", folder / "inputs")
    with made.open() as vault:
        words = f"{MARKER} {CYRILLIC} in a text.\n".encode() * 2000
        original, gone = vault.put_file(words), vault.put_file(words[::-1])
        with vault.step("import") as step:
            ref = step.create("source")
            step.say(ref.id, "original", FileValue(original, "a.txt", "text/plain", len(words)))
            text = len(words.decode())
            step.say(ref.id, "words_layer", Layer(original, text, original, 1, 2000, 0))
            step.say(ref.id, "title", Text(MARKER))
        with vault.step("add") as step:
            step.say(step.create("person").id, "name", Text("Withdrawn"))
        history.undo(vault.ledger, author="")
        with vault.database.writing() as connection:
            drop(connection, [gone])  # its pages are free now
    return made


def _places(made: Made) -> list[Place]:
    chance = random.Random(2)
    sizes = {path.name: path.stat().st_size for path in made.folder.iterdir()}
    sizes["head of vault.db"] = 16
    return [
        Place(name.removeprefix("head of "), at, chance.randrange(8))
        for name, count in PLACES.items()
        for at in sorted(chance.sample(range(sizes[name]), count))
    ]


def _flip(folder: Path, place: Place) -> None:
    with (folder / place.name).open("r+b") as file:
        file.seek(place.at)
        byte = file.read(1)[0]
        file.seek(place.at)
        file.write(bytes([byte ^ 1 << place.bit]))


def _shown(vault: Vault) -> Iterator[str]:
    """All that a reader of this vault can see, or the sentence in its place."""
    for kind in KINDS:
        for summary in vault.reader.all_of(kind.name):
            yield f"{summary.title}: {vault.reader.statements(summary.ref)}"
            yield vault.reader.text_of(summary.ref) if kind.name == "source" else ""
    yield str(history.past(vault.ledger))
    yield str([hit.ref for hit in vault.search(CYRILLIC).hits])


def _opened(made: Made, place: Place) -> Vault:
    if place.name == "vault.db":  # its key is not in question: spare the cost of the passphrase
        sheet = parse_sheet(made.sheet_file.read_text("utf-8"))
        return Vault.open(made.folder, Unlocking(sheet=sheet))
    return Vault.open(made.folder, Unlocking(PASSPHRASE))


def _reported(made: Made, place: Place, known: list[str]) -> bool:
    """Whether the damage is told; fails if something else than what was written is shown."""
    try:
        with _opened(made, place) as vault:
            told = bool(vault.warnings or vault.verify())
            try:
                for seen, written in zip(_shown(vault), known, strict=True):
                    assert seen == written, f"damage is shown as data: {place}"
            except VaultDamaged:
                pass
            return told
    except VaultDamaged:
        return True


@pytest.mark.parametrize("part", range(PARTS))
def test_every_flipped_bit_is_reported(part: int, whole: Made, tree: Tree) -> None:
    """Seen red with the comparison of the first 16 bytes taken out of `Database.open`."""
    with whole.open() as vault:
        known = list(_shown(vault))
    places = _places(whole)
    assert len(places) == sum(PLACES.values()) == 200
    made = copied(whole, tree)
    silent = []
    for place in places[part::PARTS]:
        for name in ("keys.a", "keys.b", "vault.db"):
            (made.folder / name).write_bytes((whole.folder / name).read_bytes())
        _flip(made.folder, place)
        if not _reported(made, place, known):
            silent.append(place)
    assert silent == []


def test_a_whole_vault_is_not_called_damaged(whole: Made, tree: Tree) -> None:
    """The other half: a detector that always speaks would pass the test above."""
    made = copied(whole, tree)
    with made.open() as vault:
        known = list(_shown(vault))
    assert not _reported(made, Place("vault.db", 0, 0), known)
    assert any(CYRILLIC in text for text in known)


def test_a_database_that_does_not_look_at_its_first_bytes_would_be_seen(
    whole: Made, tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault: SQLCipher, given the salt, takes a damaged head for good."""
    made = copied(whole, tree)
    with made.open() as vault:
        known = list(_shown(vault))
    place = Place("vault.db", 3, 1)
    _flip(made.folder, place)
    assert _reported(made, place, known)

    def careless(path: Path, key: DatabaseKey, *, read_only: bool = False) -> Database:
        return Database(database._connect(path, key, read_only=read_only), read_only=read_only)

    monkeypatch.setattr(Database, "open", careless)
    assert not _reported(made, place, known)


PLACES_SHOWN = [
    Place("keys.a", 300, 0),
    Place("vault.db", 5, 2),
    Place("vault.db", 100, 2),
    Place("vault.db", 3 * PAGE + 77, 7),
    Place("vault.db", -PAGE // 2, 1),
]


@pytest.mark.parametrize("place", PLACES_SHOWN, ids=lambda place: f"{place.name} {place.at}")
def test_the_command_line_tells_of_it_in_a_sentence(
    place: Place, whole: Made, tree: Tree, warm: Warm
) -> None:
    """Seen red with `_told` taken out of `Database.reading`: the fault of ours, 70."""
    made = copied(whole, tree)
    size = (made.folder / place.name).stat().st_size
    before = warm.run("parvanda", "show", *made.words, made.person)
    assert before.code == DONE
    _flip(made.folder, place._replace(at=place.at % size))
    told = warm.run("parvanda", "verify", *made.words)
    assert told.code == REFUSED
    assert told.err.strip()
    assert "fault of its own" not in told.err
    shown = warm.run("parvanda", "show", *made.words, made.person)
    assert shown.code == REFUSED or (shown.code == DONE and shown.out == before.out)
    assert warm.run("parvanda", "search", *made.words, MARKER).code in (DONE, REFUSED)

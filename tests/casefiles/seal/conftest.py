"""A vault's folder with keys of a cheap cost, so that tests are quick."""

import shutil
from pathlib import Path

import pytest

from casefiles.seal.keyring import create_keyring
from tests.casefiles.seal.made import CHEAP, PASSPHRASE, Keys


@pytest.fixture(scope="session")
def keys_made_once(tmp_path_factory: pytest.TempPathFactory) -> Keys:
    """A keyring to copy from."""
    folder = tmp_path_factory.mktemp("made")
    made = create_keyring(folder, PASSPHRASE, cost=CHEAP)
    return Keys(folder, made, (folder / "keys.a").read_bytes())


@pytest.fixture
def keys(keys_made_once: Keys, tmp_path: Path) -> Keys:
    """A keyring in a folder of the test's own."""
    folder = tmp_path / "case.parvanda"
    shutil.copytree(keys_made_once.folder, folder)
    return Keys(folder, keys_made_once.made, keys_made_once.raw)


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    """A file to be had beside the passphrase."""
    path = tmp_path / "photo.jpg"
    path.write_bytes(b"any bytes will do" * 100)
    return path

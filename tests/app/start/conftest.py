"""A folder with two vaults, and start windows that are cleared away."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from casefiles.vault import Vault
from tests.app.start.shown import CHEAP, PASSPHRASE, Shown, Until


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two vaults."""
    place = tmp_path / "Parvanda"
    for name in ("A first", "B second"):
        Vault.create(place / name, PASSPHRASE, author="N.", cost=CHEAP).close()
    return place


@pytest.fixture
def show(until: Until) -> Iterator[Callable[..., Shown]]:
    """Make start windows that are cleared away afterwards."""
    made: list[Shown] = []

    def make(folder: Path, selected: Path | None = None) -> Shown:
        made.append(Shown(folder, until, selected))
        return made[-1]

    yield make
    for one in made:
        one.end()

"""What the safety tests share: a private tree, and a small vault that is made once and copied."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.safety.made import Made, make_vault
from tests.safety.running import Tree, Warm


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    """A private tree of the test's own."""
    return Tree.new(tmp_path / "tree")


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The small vault to copy from."""
    folder = tmp_path_factory.mktemp("made")
    return make_vault(folder / "work", folder / "inputs")


@pytest.fixture
def vault(made_once: Made, tree: Tree) -> Made:
    """The small vault, in the tree of the test."""
    return copied(made_once, tree)


@pytest.fixture(scope="module")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warm]:
    """A process that has loaded Parvanda and forks for each command."""
    with Warm(Tree.new(tmp_path_factory.mktemp("warm") / "tree")) as ready:
        yield ready


def copied(made: Made, tree: Tree) -> Made:
    """The vault of `made` and what opens it, copied into another tree."""
    shutil.copytree(made.folder, tree.work / made.folder.name)
    for path in (made.passphrase_file, made.sheet_file):
        shutil.copy(path, tree.inputs / path.name)
    return replace(
        made,
        folder=tree.work / made.folder.name,
        passphrase_file=tree.inputs / made.passphrase_file.name,
        sheet_file=tree.inputs / made.sheet_file.name,
    )

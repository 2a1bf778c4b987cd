"""Two offices with a vault each, and a small invented case in the first."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from casefiles.model.claim import Citation, Passage
from casefiles.model.ids import Ref
from casefiles.model.sensitivity import Sensitivity
from casefiles.model.values import FileValue, Layer, Link, TermValue, Text
from casefiles.operations import sharing
from casefiles.operations.recording import Said, add_record, add_values
from casefiles.vault import Unlocking, Vault
from tests.conftest import CHEAP, PASSPHRASE

ARTICLE = b"Zafar Testov was detained. His lawyer Umed Counselov spoke of it.\n"
TESTIMONY = b"Told to us by Gulnora Whisperova at night.\n"
NAMES = {"zafar": "Zafar Testov", "child": "Kidra Testova", "informant": "Gulnora Whisperova"}


@dataclass
class Offices:
    """`a` has the case, `b` is empty; both are partners who compared their words."""

    a: Vault
    b: Vault
    folder: Path
    refs: dict[str, Ref] = field(default_factory=dict)

    def stick(self, name: str) -> Path:
        """A place for an archive."""
        return self.folder / name


def make_case(vault: Vault) -> dict[str, Ref]:
    """An exile, a child that official bodies may know of, an informant nobody may know of."""
    refs: dict[str, Ref] = {}

    def add(name: str, kind: str, *said: Said) -> None:
        refs[name] = add_record(vault, kind=kind, said=said)

    add("article", "source", Said("title", Text("Detained")), *_files(vault, ARTICLE))
    add("testimony", "source", Said("title", Text("Interview 3")), *_files(vault, TESTIMONY))
    cited = (Citation(refs["article"].id, Passage(1, 1), "was detained"),)
    add(
        "zafar",
        "person",
        Said("name", Text(NAMES["zafar"]), citations=cited),
        Said("contact", Text("+992 000000")),
        Said("statement", Text("He said: Whisperova, Gulnora told me so.")),
    )
    add("child", "person", Said("name", Text(NAMES["child"])), Said("minor", TermValue("yes")))
    whose = Said("whose", Link(refs["zafar"].id))
    add("kin", "relation", Said("who", Link(refs["child"].id)), whose)
    name = Said("name", Text(NAMES["informant"]))
    add("informant", "person", name, Said("informant", TermValue("yes")))
    add("neighbour", "relation", Said("who", Link(refs["informant"].id)), whose)
    add("raid", "incident", Said("title", Text("The raid")), Said("exile", Link(refs["zafar"].id)))
    victim = Said("victim", Link(refs["child"].id))
    add("act", "act", Said("incident", Link(refs["raid"].id)), victim)
    remark = Said("note", Text("for us alone"), sensitivity=Sensitivity.INTERNAL)
    add_values(vault, ref=refs["zafar"], said=[remark])
    return refs


def _files(vault: Vault, words: bytes) -> tuple[Said, ...]:
    digest, size = vault.put_file(words), len(words)
    return (
        Said("original", FileValue(digest, "scan of N.txt", "text/plain", size)),
        Said("words_layer", Layer(digest, size, digest, 1, 1, 0)),
    )


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Ref]]:
    """Both vaults, closed, to copy from."""
    folder = tmp_path_factory.mktemp("offices")
    with (
        Vault.create(folder / "a", PASSPHRASE, author="Nigora", cost=CHEAP) as a,
        Vault.create(folder / "b", PASSPHRASE, author="Olim", cost=CHEAP) as b,
    ):
        refs = make_case(a)
        sharing.add_partner(a, card_text=str(sharing.card(b, name="Office B")), verified=True)
        sharing.add_partner(b, card_text=str(sharing.card(a, name="Office A")), verified=True)
    return folder, refs


@pytest.fixture
def offices(made_once: tuple[Path, dict[str, Ref]], tmp_path: Path) -> Iterator[Offices]:
    """Copies of both vaults, opened."""
    folder, refs = made_once
    for name in ("a.parvanda", "b.parvanda"):
        shutil.copytree(folder / name, tmp_path / name)
    (tmp_path / "stick").mkdir()
    with (
        Vault.open(tmp_path / "a", Unlocking(PASSPHRASE)) as a,
        Vault.open(tmp_path / "b", Unlocking(PASSPHRASE)) as b,
    ):
        yield Offices(a, b, tmp_path / "stick", refs)

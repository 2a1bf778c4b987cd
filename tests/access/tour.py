"""A tour of everything that the window shows, with nothing in the vault and with a case."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton, QRadioButton, QWidget

from app.pages.importing import ImportPage
from app.place import Place
from casefiles.ledger.history import past
from casefiles.model.ids import Ref
from casefiles.operations import history, judging, sharing
from casefiles.operations.drafts import keep_draft
from casefiles.release.audience import Audience
from casefiles.vault import Vault
from tests.access import audit
from tests.access.audit import Look
from tests.app.pages.sources import source
from tests.casefiles.insight.alike.records import record
from tests.casefiles.operations.offices import make_case
from tests.conftest import PASSPHRASE
from tests.stories.conftest import Documenter
from tests.stories.test_a_day_at_the_window import a_family

CONTROL = Qt.KeyboardModifier.ControlModifier
KINDS = ("person", "incident", "organisation", "place", "source")
EVERYWHERE = (
    Place("today"),
    *(Place("list", words=kind) for kind in KINDS),
    *(Place("new", words=kind) for kind in KINDS),
    Place("search"),
    Place("search", words="Odinaev"),
    Place("search", words="nobody at all"),
    *(Place(name) for name in ("import", "dossier", "share", "receive")),
    *(Place(name) for name in ("duplicates", "history", "trash", "settings", "help")),
    Place("help", words="keys"),
)
ARTICLE = """Riverside Gazette: Two brothers questioned in Lower Mill

Two brothers were questioned for a day in Lower Mill because a third lives abroad. Their mother
waited at the gate until evening. Neighbours say that the officers came from the capital.

May 4, 2016
"""


RULES = ("named", "reached", "in order", "hit", "focus seen")


@dataclass
class Seen:
    """What the audits found, by rule: complaints, and how much was looked at."""

    name: str
    scenes: list[str] = field(default_factory=list)
    complaints: dict[str, list[str]] = field(default_factory=dict)
    looked_at: dict[str, int] = field(default_factory=dict)
    looks: set[Look] = field(default_factory=set)

    def look(self, scene: str, root: QWidget) -> None:
        """Audit what is shown."""
        self.scenes.append(scene)
        stops = audit.stops(root)
        self._note("named", scene, audit.nameless(root))
        self._note("hit", scene, audit.too_small(root))
        way = audit.walked(root)
        self._note("reached", scene, audit.unreached(stops, way))
        self._note("in order", scene, audit.out_of_order(way))
        self._note("focus seen", scene, audit.focus_unseen(root, way, self.looks))

    def _note(self, rule: str, scene: str, found: audit.Audit) -> None:
        self.looked_at[rule] = self.looked_at.get(rule, 0) + found.looked_at
        said = [f"{scene}: {words}" for words in found.complaints]
        self.complaints.setdefault(rule, []).extend(said)


def everywhere(documenter: Documenter) -> Iterator[str]:
    """Every page by its name alone."""
    for place in EVERYWHERE:
        yield went(documenter, place)


def everything(documenter: Documenter, case: dict[str, Ref], folder: Path) -> Iterator[str]:
    """Every page with something in it, and what opens in pages."""
    yield from everywhere(documenter)
    for name, ref in case.items():
        yield f"{name}: {went(documenter, Place.of(ref))}"
    yield from forms(documenter, case)
    yield from reader(documenter, case)
    yield from importing(documenter, folder)
    yield from deciding(documenter)
    yield from leaving(documenter, case)
    yield from arriving(documenter, folder)


def forms(documenter: Documenter, case: dict[str, Ref]) -> Iterator[str]:
    """Forms that open in the middle of pages."""
    went(documenter, Place.of(case["exile"]))
    documenter.press(Qt.Key.Key_Return, CONTROL)
    documenter.until_still()
    yield "a value being added"
    documenter.press(Qt.Key.Key_Escape)
    documenter.press(Qt.Key.Key_F2)
    documenter.until_still()
    yield "a value being edited"
    documenter.press(Qt.Key.Key_Escape)
    went(documenter, Place.of(case["search"]))
    pressed(documenter, "Add an act")
    documenter.until_still()
    yield "an act being added"
    documenter.press(Qt.Key.Key_Escape)


def reader(documenter: Documenter, case: dict[str, Ref]) -> Iterator[str]:
    """Finding and marking in a source."""
    went(documenter, Place.of(case["letter"], line=14))
    documenter.press(Qt.Key.Key_F, CONTROL)
    documenter.type("Odinaev")
    documenter.until_still()
    yield "finding in a source"
    documenter.press(Qt.Key.Key_Escape)
    documenter.press(Qt.Key.Key_Right, CONTROL, Qt.KeyboardModifier.ShiftModifier)
    documenter.press(Qt.Key.Key_M, CONTROL)
    documenter.until_still()
    yield "naming a person in a source"
    documenter.press(Qt.Key.Key_Escape)


def importing(documenter: Documenter, folder: Path) -> Iterator[str]:
    """The plan of an import, and its account."""
    documents = folder / "documents"
    documents.mkdir()
    (documents / "page.txt").write_text(ARTICLE, encoding="utf-8")
    (documents / "broken.pdf").write_bytes(b"%PDF-1.4")
    went(documenter, Place("import", state={"paths": [str(documents)]}))
    page = documenter.page
    assert isinstance(page, ImportPage)
    documenter.until(page.take.isEnabled)
    yield "the plan of an import"
    page.take.click()
    documenter.until(page.undo.isVisible)
    yield "the account of an import"


def deciding(documenter: Documenter) -> Iterator[str]:
    """Duplicates one by one, and those listed before they are merged at once."""
    for name in ("Umar Testov", "Умар Тестов"):
        record(documenter.vault, "person", name, born="1980-01-02", papers="A 12345")
    went(documenter, Place("duplicates"))
    pressed(documenter, "Compare again")
    documenter.until(lambda: shown(documenter, "Merge 1 sure pair"))
    documenter.until_still()
    yield "a pair that may be one"
    pressed(documenter, "Merge 1 sure pair")
    documenter.until_still()
    yield "pairs to be merged at once"


def leaving(documenter: Documenter, case: dict[str, Ref]) -> Iterator[str]:
    """A dossier with its question before printing, and sharing with all that folds out."""
    went(documenter, Place("dossier", case["exile"]))
    documenter.until(lambda: shown(documenter, "Save PDF"))
    yield "a dossier"
    pressed(documenter, "Print")
    yield "the question before printing"
    documenter.press(Qt.Key.Key_Escape)
    went(documenter, Place("share", case["zafar"]))
    yield "sharing"
    pressed(documenter, "Show my card")
    documenter.until_still()
    yield "our own card"
    pressed(documenter, "Hide my card")
    pressed(documenter, "Compare the ten words")
    yield "the ten words"
    documenter.press(Qt.Key.Key_Escape)
    pressed(documenter, "Whoever has a passphrase and a small key file")
    documenter.until_still()
    yield "sharing by passphrase"


def arriving(documenter: Documenter, folder: Path) -> Iterator[str]:
    """An archive sealed with a passphrase, and one for us, opened."""
    went(documenter, Place("receive", state={"path": str(folder / "sealed.age")}))
    yield "an archive with a passphrase"
    went(documenter, Place("receive", state={"path": str(folder / "ours.age")}))
    documenter.until(lambda: shown(documenter, "Try it first"))
    pressed(documenter, "Try it first")
    yield "an archive opened"


def went(documenter: Documenter, place: Place) -> str:
    """Go there, and wait until everything stands."""
    documenter.window.desk.open(place)
    documenter.until_still()
    documenter.until_still()
    return f"{place.page} {place.words}".strip()


def shown(documenter: Documenter, words: str) -> list[QPushButton]:
    """The buttons that say this, with dots behind or without, and can be pressed."""
    found = documenter.window.findChildren(QPushButton)
    fitting = [one for one in found if one.text().rstrip("… ") == words]
    return [one for one in fitting if one.isVisible() and one.isEnabled()]


def pressed(documenter: Documenter, words: str) -> None:
    """Press what says this, button or tick."""
    ticks = [one for one in documenter.window.findChildren(QRadioButton) if one.isVisible()]
    said = [one for one in ticks if words in (one.text(), one.accessibleName())]
    found: list[QAbstractButton] = [*shown(documenter, words), *said]
    [one] = found
    one.click()
    QApplication.processEvents()


def a_case(vault: Vault) -> dict[str, Ref]:
    """A case with one of everything."""
    case = a_family(vault) | make_case(vault)
    case["letter"] = source(vault)
    judging.put_in_trash(vault, refs=[case["testimony"]])
    history.undo(vault, number=past(vault.ledger, limit=1)[0].number)
    judging.put_in_trash(vault, refs=[case["neighbour"]])
    keep_draft(vault, f"{case['exile']} name", {"typed": "half"})
    return case


def a_partner(vault: Vault, other: Vault, folder: Path) -> None:
    """Archives that a partner sends, and the partner's card here."""
    refs = make_case(other)
    sharing.add_partner(vault, card_text=str(sharing.card(other, name="Office B")))
    ways: tuple[tuple[str, Callable[[], dict[str, object]]], ...] = (
        ("ours.age", lambda: {"recipients": [str(sharing.card(vault))]}),
        ("sealed.age", lambda: {"passphrase": PASSPHRASE}),
    )
    for name, way in ways:
        sharing.share(
            other,
            refs=[refs["zafar"]],
            audience=Audience.PARTNER,
            target=folder / name,
            **way(),  # type: ignore[arg-type]
        )

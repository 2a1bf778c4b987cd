"""The list over a real vault, its rows read in the desk's reading lane."""

from collections.abc import Sequence

from PySide6.QtWidgets import QApplication

from app import theme
from app.desk import Desk
from app.tables.model import Answer
from app.tables.view import ListView
from casefiles.ledger.listing import Listing
from casefiles.model.dates import UncertainDate
from casefiles.model.ids import RecordId
from casefiles.model.values import Text, When
from casefiles.operations.recording import Said, add_record
from tests.app.qt import Until, quiet


def view_on(desk: Desk) -> ListView:
    def fetch(ids: Sequence[RecordId], columns: tuple[str, ...], answer: Answer) -> None:
        kind = view.kind
        desk.ask(
            view,
            lambda vault: Listing(vault.ledger).rows(kind, ids, columns),
            answer,
            failed=lambda _fault: answer(()),
            about="rows",
        )

    view = ListView(fetch)
    view.resize(900, 300)
    view.show()
    return view


def texts(view: ListView, column: int) -> list[str]:
    model = view.model()
    return [model.data(model.index(row, column)) for row in range(model.rowCount())]


def test_rows_arrive_from_the_vault(desk: Desk, until: Until) -> None:
    for name, born in (("Умед", "1971"), ("Ғафур", "1980-05")):
        said = [Said("name", Text(name)), Said("born", When(UncertainDate(born)))]
        add_record(desk.vault, kind="person", said=said)
    view = view_on(desk)
    view.show_list("person", Listing(desk.vault.ledger).ids("person"))
    until(lambda: texts(view, 0) == ["Ғафур", "Умед"])
    assert texts(view, 1) == ["May 1980", "1971"]
    until(quiet(desk))
    view.close()


def test_it_can_be_read_from_right_to_left(desk: Desk, until: Until, qt: QApplication) -> None:
    add_record(desk.vault, kind="person", said=[Said("name", Text("پرویز"))])
    view = view_on(desk)
    view.setLayoutDirection(theme.mirrored("fa"))
    view.show_list("person", Listing(desk.vault.ledger).ids("person"))
    until(lambda: texts(view, 0) == ["پرویز"])
    until(quiet(desk))
    view.clearSelection()
    view.setCurrentIndex(view.model().index(-1, -1))
    cell = view.visualRect(view.model().index(0, 0))
    image = view.viewport().grab(cell).toImage()
    ground = image.pixel(image.width() // 2, 2)
    written = [
        x
        for x in range(image.width())
        if any(image.pixel(x, y) != ground for y in range(image.height()))
    ]
    assert min(written) > image.width() // 2
    view.close()

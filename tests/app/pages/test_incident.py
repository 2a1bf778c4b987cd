"""The page of an incident: its acts fit the room, and the row that is added is seen."""

import pytest
from PySide6.QtCore import QPoint, QRect

from app.desk import Desk
from app.pages.incident import IncidentPage
from app.parts.actstable import ActsTable, Shape
from app.parts.wrappedlink import WrappedLink
from app.place import Place
from casefiles.model.ids import Ref
from casefiles.model.values import Link, TermValue, Text
from casefiles.operations.recording import Said, add_record
from casefiles.vault import Vault
from tests.app.qt import Until, show

LONG = "Абдулмуъминзодаи Муҳаммадраҳимхоҷаизода Абдурраҳмонпур"


def acts_against(vault: Vault, name: str, *, times: int) -> Ref:
    """An incident of so many acts, all against and by somebody of this name."""
    names = [Said("name", Text(name))]
    victim = add_record(vault, kind="person", said=names)
    place = add_record(vault, kind="place", said=names)
    incident = add_record(vault, kind="incident", said=[Said("title", Text("A raid"))])
    for _time in range(times):
        said = [
            Said("incident", Link(incident.id)),
            Said("victim", Link(victim.id)),
            Said("act", TermValue("interrogation")),
            Said("place", Link(place.id)),
        ]
        act = add_record(vault, kind="act", said=said)
        by = [Said("act", Link(act.id)), Said("perpetrator", Link(victim.id))]
        add_record(vault, kind="involvement", said=by)
    return incident


def opened(desk: Desk, until: Until, ref: Ref, wide: int) -> tuple[IncidentPage, ActsTable]:
    page = show(IncidentPage(desk), until, Place.of(ref), (wide, 700))
    [table] = page.findChildren(ActsTable)
    return page, table


@pytest.mark.parametrize(("name", "wide"), [("Али", True), (LONG, False)])
def test_acts_are_a_table_only_where_their_longest_words_fit(
    desk: Desk, vault: Vault, until: Until, name: str, wide: bool
) -> None:
    page, table = opened(desk, until, acts_against(vault, name, times=1), 820)
    assert (table._shape is Shape.TABLE) is wide
    margin = page.column.body.contentsMargins().right()
    inside = page.column.viewport().width() - margin
    assert table.mapTo(page.column.viewport(), QPoint(table.width(), 0)).x() <= inside


def test_in_a_card_what_is_said_has_the_room_and_not_the_heads(
    desk: Desk, vault: Vault, until: Until
) -> None:
    _page, table = opened(desk, until, acts_against(vault, LONG, times=1), 820)
    assert table._shape is Shape.CARDS
    for link in table.findChildren(WrappedLink):
        assert link.mapTo(table, QPoint(0, 0)).x() < table.width() // 3
        holder = link.parentWidget()
        assert holder is not None
        assert holder.width() > table.width() // 2


def test_the_row_that_is_added_below_many_acts_is_brought_into_view(
    desk: Desk, vault: Vault, until: Until
) -> None:
    page, table = opened(desk, until, acts_against(vault, LONG, times=4), 760)
    page.activateWindow()
    until(page.isActiveWindow)
    table.adding.begin()
    view = page.column.viewport()

    def seen() -> bool:
        first = page.focusWidget()
        if first is None or table.adding.form is None or not table.adding.form.isAncestorOf(first):
            return False
        return view.rect().contains(QRect(first.mapTo(view, QPoint()), first.size()))

    until(seen)
    assert table.adding.form is not None
    assert table.adding.form.mapTo(view, QPoint()).y() < view.height() / 2

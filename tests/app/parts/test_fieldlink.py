"""Links among values: the whole title is read, however narrow the field."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetrics

from app.desk import Desk
from app.pages.record import AnyRecordPage
from app.parts.fieldlink import FieldLink
from app.parts.valueline import ValueLine
from app.place import Place
from casefiles.model.ids import Ref
from casefiles.model.values import Link, Text
from casefiles.operations.recording import Said, add_record
from casefiles.vault import Vault
from tests.app.qt import Until, show

LONG = "Абдулмуъминзодаи Муҳаммадраҳимхоҷаи Абдурраҳмонпур Ҷалолиддинзода-Хуҷандӣ"
PERSIAN = "عبدالرحمن‌زادهٔ محمدرحیم‌خواجهٔ جلال‌الدین‌پور خجندی بدخشانی معروف به قهرمان"


def line_of(desk: Desk, vault: Vault, until: Until, name: str) -> tuple[ValueLine, FieldLink]:
    """The line of a court of this name, on the page of a proceeding in a narrow window."""
    court = add_record(vault, kind="organisation", said=[Said("name", Text(name))])
    said = [Said("title", Text("A trial")), Said("court", Link(court.id))]
    ref: Ref = add_record(vault, kind="proceeding", said=said)
    page = show(AnyRecordPage(desk), until, Place.of(ref), (540, 560))
    [line] = page._rows["court"].lines
    assert line.link is not None
    until(lambda: line.height() == line.heightForWidth(line.width()))
    return line, line.link


@pytest.mark.parametrize("name", [LONG, PERSIAN])
def test_a_long_title_breaks_and_its_dots_stand_at_its_end(
    desk: Desk, vault: Vault, until: Until, name: str
) -> None:
    line, link = line_of(desk, vault, until, name)
    _size, last = link.taken(link.width())
    assert QFontMetrics(link.font()).horizontalAdvance(name) > line.width()
    assert last.top() > last.height() / 2
    assert QRect(0, 0, line.width(), line.height()).contains(link.geometry())
    assert last.top() < line.dots.geometry().center().y() < last.bottom()
    assert not line.dots.geometry().intersects(last.adjusted(1, 0, -1, 0))


def test_a_short_title_stays_in_one_line_that_can_be_hit(
    desk: Desk, vault: Vault, until: Until
) -> None:
    line, link = line_of(desk, vault, until, "Суд")
    assert link.height() == line.height() == link.sizeHint().height()
    assert line.dots.x() < link.geometry().right() + 8

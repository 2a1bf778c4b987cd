"""Ticks and choices: their words break into lines and are never cut off."""

import pytest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.parts.ticks import Choice, Tick

LONG = "Бюрои ҳуқуқи инсон & волоияти қонун, шуъбаи вилояти Бадахшон"


@pytest.mark.parametrize("kind", [Tick, Choice])
def test_long_words_break_where_there_is_little_room(
    qt: QApplication, kind: type[Tick] | type[Choice]
) -> None:
    box = QWidget()
    made = kind(LONG)
    column = QVBoxLayout(box)
    column.addWidget(made)
    column.addStretch(1)
    box.resize(1200, 400)
    box.show()
    qt.processEvents()
    one_line = made.height()
    box.resize(220, 400)
    qt.processEvents()
    assert made.text().replace("&&", "&") == LONG == made.accessibleName()
    assert made.width() <= 220
    metrics = made.fontMetrics()
    lines = (made.height() - one_line) / metrics.lineSpacing() + 1
    assert lines >= metrics.horizontalAdvance(LONG) / made.width()


@pytest.mark.parametrize("kind", [Tick, Choice])
def test_words_that_were_broken_are_whole_again_where_there_is_room(
    qt: QApplication, kind: type[Tick] | type[Choice]
) -> None:
    made = kind(LONG)
    made.resize(200, 100)
    made.show()
    qt.processEvents()
    assert made.sizeHint().width() > made.fontMetrics().horizontalAdvance(LONG)
    made.close()


@pytest.mark.parametrize("kind", [Tick, Choice])
def test_all_lines_are_painted(qt: QApplication, kind: type[Tick] | type[Choice]) -> None:
    made = kind(LONG)
    made.resize(200, made.heightForWidth(200))
    picture = made.grab().toImage()
    ground = picture.pixelColor(picture.width() - 1, 0)
    last = picture.height() - made.fontMetrics().height()
    inked = (
        picture.pixelColor(x, y) != ground
        for y in range(last, picture.height() - 4)
        for x in range(picture.width() // 4, picture.width())
    )
    assert any(inked)

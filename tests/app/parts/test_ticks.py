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
    assert "\n" not in made.text()
    box.resize(220, 400)
    qt.processEvents()
    lines = made.text().replace("&&", "&").split("\n")
    assert " ".join(lines) == LONG == made.accessibleName()
    assert len(lines) > 1
    assert made.width() <= 220
    assert made.height() > one_line
    metrics = made.fontMetrics()
    assert all(metrics.horizontalAdvance(line) < made.width() for line in lines)

"""What is said to a screen reader wherever its focus is: notices, questions, long work."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent


def announce(about: QObject, words: str, *, now: bool = False) -> None:
    """Say these words; `now` interrupts what is being read.

    An announcement is what screen readers of Linux hear, the alert those of Windows.
    """
    said = QAccessibleAnnouncementEvent(about, words)
    if now:
        said.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    QAccessible.updateAccessibility(QAccessibleEvent(about, QAccessible.Event.Alert))
    QAccessible.updateAccessibility(said)

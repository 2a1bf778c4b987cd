"""The window, full of marker words: no internet socket, and no word in any file it writes.

A driver opens the vault in the real window (offscreen), goes through every page with real keys,
opens a file dialog, copies, locks. The whole process is watched with strace.
"""

from tests.safety.made import CYRILLIC, MARKER, PASSPHRASE, Made, leaks
from tests.safety.running import DONE, PARVANDA, Tree, Word, run
from tests.safety.watching import sockets, watched, written

DRIVER = f"""
import sys, time
from pathlib import Path
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from app import precautions, theme
precautions.take()
application = QApplication(["parvanda"])
theme.load_fonts()
theme.apply(application, "light")
from app.desk import Desk
from app.lock import lock_up
from app.pages import PAGES
from app.place import Place
from app.widgets.files import choose_file
from app.window.window import Window
from casefiles.model.ids import Ref
from casefiles.vault import Unlocking, Vault

def live(seconds=0.1):
    end = time.monotonic() + seconds
    while time.monotonic() < end or desk.busy:
        application.processEvents()
        time.sleep(0.005)

vault = Vault.open(Path(sys.argv[1]), Unlocking(passphrase={PASSPHRASE!r}))
desk = Desk(vault)
desk.faulty.connect(lambda fault: precautions.report(fault))
window = Window(desk, PAGES)
window.show()
window.activateWindow()
QTest.qWaitForWindowActive(window)
live()
person = Ref.parse(sys.argv[2])
words = {MARKER!r} + " " + {CYRILLIC!r}
for place in (Place.of(person), Place("search", words=words), Place("dossier", person),
              Place("share", person), Place("new", words="person"),
              *(page for page in window.rail._buttons)):
    window.tabs.open(place)
    live(0.3)
    window.grab()
window.tabs.open(Place.of(person))
live(0.3)
def focused():
    end = time.monotonic() + 20
    while application.focusWidget() is None and time.monotonic() < end:
        live()
    assert application.focusWidget() is not None, "nothing has the focus"
    return application.focusWidget()
QTest.keyClick(focused(), Qt.Key.Key_F2)
live(0.2)
QTest.keyClicks(focused(), {MARKER!r})
live(1.5)
window.box.take_focus()
QTest.keyClicks(window.box, {MARKER!r})
live(0.5)
application.clipboard().setText(words)
{{planted}}
QTimer.singleShot(500, lambda: [one.close() for one in application.topLevelWidgets()
                                if isinstance(one, QFileDialog)])
choose_file(window, "Open", "*")
live()
lock_up(desk, window)
print("walked")
"""


def walk(tree: Tree, vault: Made, planted: str = "") -> tuple[list[str], dict[str, list[str]], str]:
    """The sockets it asked for, the files with marker words in them, and what it said."""
    trace = tree.top / "trace"
    program = DRIVER.replace("{planted}", planted)
    command: list[Word] = [PARVANDA[0], "-c", program, vault.folder, vault.person]
    before = dict(tree.environment)
    ended = watched(["env", "QT_QPA_PLATFORM=offscreen", *command], tree, trace)
    assert before == dict(tree.environment)
    assert (ended.code, ended.out) == (DONE, "walked\n"), ended.err[-3000:]
    families = sockets(trace)
    elsewhere = {
        str(path)
        for path in written(trace, tree)
        if not path.is_relative_to(vault.folder) and not str(path).startswith(("/dev/", "/proc/"))
    }
    found = {
        str(path): told
        for path in tree.files()
        if path != trace and (told := leaks(path.read_bytes() + path.name.encode()))
    }
    assert not leaks(ended.err.encode()), "it said marker words on standard error"
    return families, found | {path: ["written"] for path in elsewhere}, ended.err


def test_a_walk_through_the_window_opens_no_socket_and_leaves_no_word(
    vault: Made, tree: Tree
) -> None:
    families, found, _said = walk(tree, vault)
    assert families == []
    assert found == {}


def test_a_word_kept_in_settings_would_be_seen(vault: Made, tree: Tree) -> None:
    """The planted fault: what many programs do with the places last opened."""
    planted = f"""
from PySide6.QtCore import QSettings
kept = QSettings("p", "q"); kept.setValue("recent", {MARKER!r}); kept.sync()
"""
    _families, found, _said = walk(tree, vault, planted)
    assert found


def test_a_socket_of_the_window_would_be_seen(vault: Made, tree: Tree) -> None:
    """The planted fault: a page that asks for a connection."""
    planted = """
import socket
try: socket.socket(socket.AF_INET)
except OSError: pass
"""
    families, _found, _said = walk(tree, vault, planted)
    assert families == ["AF_INET"]


def test_the_walk_itself_needs_a_vault(tree: Tree) -> None:
    """A driver that falls at once would prove nothing: it is seen."""
    ended = run([PARVANDA[0], "-c", DRIVER.replace("{planted}", ""), tree.work, "person:0"], tree)
    assert ended.code != DONE

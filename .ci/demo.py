"""The main job on the example vault, told step by step: what `make run` shows.

It runs the real command line, as a documenter would type it. Vaults that an earlier run left are
used again; what it prints and shares gets the next free number. Nothing is ever deleted.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from casefiles.seal.passphrase import generate_words

ROOT = Path(__file__).resolve().parent.parent
DEMO = Path("Parvanda")  # beside the program, where its window looks; git ignores it
PASSPHRASE = DEMO / "passphrase.txt"
EXAMPLE = DEMO / "Example.parvanda"
PARTNER = DEMO / "Partner.parvanda"
LETTER = DEMO / "letter.txt"
_LETTER = """A letter that nobody wrote

Dushanbe, 3 May 2016

Dear friends, this letter is invented so that there is something to import. Its only rare word,
поводырь, is there to be found.
"""
PERSON = "Кабири"  # Cyrillic: the example holds the name in Latin letters


def main() -> int:
    """The whole path; stops with the command line's own sentence when a step is refused."""
    os.chdir(ROOT)
    _make_passphrase()
    _make_vaults()
    _import()
    person = _find()
    pdf = _print(person)
    archive = _share(person)
    _receive(archive)
    _verify()
    _tell_where(pdf, archive)
    return _open_window()


def _make_passphrase() -> None:
    DEMO.mkdir(mode=0o700, exist_ok=True)
    if PASSPHRASE.exists():
        return
    if EXAMPLE.exists() or PARTNER.exists():
        sys.exit(
            f"{PASSPHRASE} is gone, and the vaults of the demonstration do not open without it.\n"
            f"Move the folder {DEMO} away and run this again: it makes new ones."
        )
    _heading("A passphrase of generated words")
    PASSPHRASE.touch(mode=0o600, exist_ok=False)
    PASSPHRASE.write_text(" ".join(generate_words()) + "\n", encoding="utf-8")
    print(f"It lies in {PASSPHRASE}, readable by you alone. FOR THIS DEMONSTRATION ONLY:")
    print("never keep a real passphrase in a file beside the vault it opens.")


def _make_vaults() -> None:
    if EXAMPLE.exists():
        _heading(f"The example vault of an earlier run is used again: {EXAMPLE}")
    else:
        _heading("A vault with the example: published cases, all facts with their sources")
        _parvanda("create", EXAMPLE, "--example")
    if not PARTNER.exists():
        _heading("A second vault, empty: a partner's, as if on another laptop")
        _parvanda("create", PARTNER)
    _parvanda("stats", EXAMPLE)


def _import() -> None:
    _heading("A document is brought in: an invented letter, read in a confined process")
    LETTER.write_text(_LETTER, encoding="utf-8")
    _parvanda("import", EXAMPLE, LETTER)
    _parvanda("search", EXAMPLE, "поводырь", "--limit", "2")


def _find() -> str:
    _heading(f"Find a person: the name typed in Cyrillic, {PERSON}")
    _parvanda("search", EXAMPLE, PERSON, "--limit", "5")
    return str(_asked("search", EXAMPLE, PERSON, "--kind", "person")["hits"][0]["ref"])


def _print(person: str) -> Path:
    _heading("A dossier of this person as PDF, for a partner")
    pdf = _free("dossier", ".pdf")
    words = ("--template", "person", "--audience", "partner", "--language", "en")
    _parvanda("dossier", EXAMPLE, person, *words, "-o", pdf)
    return pdf


def _share(person: str) -> Path:
    _heading("A sealed archive of this person, for that partner alone")
    card = _asked("card", PARTNER)
    archive = _free("archive", ".age")
    words = ("--to", card["recipient"], "--audience", "partner")
    _parvanda("share", EXAMPLE, person, *words, "-o", archive)
    return archive


def _receive(archive: Path) -> None:
    _heading("The partner looks at what the archive would bring, then takes it in")
    _parvanda("receive", PARTNER, archive, "--try")
    _parvanda("receive", PARTNER, archive)
    _parvanda("search", PARTNER, PERSON, "--limit", "3")


def _verify() -> None:
    _heading("Both vaults are checked: chain, contents, records, index")
    _parvanda("verify", EXAMPLE)
    _parvanda("verify", PARTNER)


def _tell_where(pdf: Path, archive: Path) -> None:
    _heading("Done")
    print(f"  the dossier   {ROOT / pdf}")
    print(f"  the archive   {ROOT / archive}")
    print(f"  the vaults    {ROOT / EXAMPLE}, {ROOT / PARTNER}")
    print(f"  passphrase    {ROOT / PASSPHRASE} (for this demonstration only)")
    print("\nGo on yourself:  .venv/bin/parvanda         opens the window")
    print("                 .venv/bin/parvanda --help  lists the verbs")


def _open_window() -> int:
    """Open the window where there is a screen; the example's passphrase is told beside it."""
    screen = sys.platform != "linux" or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY")))
    if os.environ.get("CI") or not screen:
        print(
            "There is no screen here, so the window stays closed; the above was all done without."
        )
        return 0
    _heading("The window opens: choose Example")
    print(f"Its passphrase: {PASSPHRASE.read_text('utf-8').strip()}", flush=True)
    command = shutil.which("parvanda", path=str(Path(sys.executable).parent))
    assert command
    return subprocess.run([command], check=False).returncode


def _free(name: str, ending: str) -> Path:
    number = 1
    while (path := DEMO / f"{name}-{number}{ending}").exists():
        number += 1
    return path


def _heading(text: str) -> None:
    print(f"\n=== {text}", flush=True)


def _parvanda(*words: str | Path) -> None:
    """Show a command as it would be typed, and run it."""
    command = _command(*words)
    print("$ " + " ".join(command), flush=True)
    if code := subprocess.run(command, check=False, stdin=subprocess.DEVNULL).returncode:
        sys.exit(code)


def _asked(*words: str | Path) -> dict[str, Any]:
    """The answer of a command as a program reads it."""
    done = subprocess.run(
        [*_command(*words), "--json"], check=False, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE
    )
    if done.returncode:
        sys.exit(done.returncode)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def _command(*words: str | Path) -> list[str]:
    command = shutil.which("parvanda", path=str(Path(sys.executable).parent))
    assert command
    program = str(Path(command).relative_to(ROOT))
    return [program, *map(str, words), "--passphrase-file", str(PASSPHRASE)]


if __name__ == "__main__":
    sys.exit(main())

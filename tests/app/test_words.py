"""The catalogue of translations is up to date and complete, and its words are plain."""

import ast
import gettext
import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtWidgets import QMenu, QPushButton, QToolButton

import resources
from app.desk import Desk
from app.pages import PAGES
from app.window.window import Window
from casefiles.model import vocabulary
from casefiles.text import _, many, speaking

ROOT = Path(__file__).resolve().parents[2]
BANNED = re.compile(
    r"\b(invalid|fatal|abort(ed|ing)?|error \d)\b|недопустим|фатальн|ошибка \d", re.IGNORECASE
)
MOST_WORDS = 20


def _tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("words_of_ci", ROOT / ".ci" / "words.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


words = _tool()
MESSAGES: dict[tuple[str, str], set[str]] = words.messages()
RUSSIAN = words.read((words.WORDS / "ru.po").read_text(encoding="utf-8"))


def test_the_catalogue_is_up_to_date_and_complete() -> None:
    assert words.languages() == ["ru"]
    assert words.complaints("ru") == []


def _source(root: Path, text: str) -> Path:
    (root / "app").mkdir()
    (root / "casefiles").mkdir()
    (root / "app" / "one.py").write_text(text, encoding="utf-8")
    return root


def test_every_way_of_saying_is_found(tmp_path: Path) -> None:
    text = """
_("Plain")
_("In two " "parts")
_("yes" if it else "no")
_(LABELS.get(kind, "New record"))
LABEL = N_("Marked")
many("{n} page", "{n} pages", 2)
PAIR = (N_("Erased {n}"), N_("Erased {n} in all"))
SAME = (N_("One mark"),) * 2
APART = (N_("A word"), N_("A tip"))
_(LABEL)
"""
    assert words.messages(_source(tmp_path, text)) == {
        (one, more): {"app.one"}
        for one, more in [
            ("Plain", ""),
            ("In two parts", ""),
            ("yes", ""),
            ("no", ""),
            ("New record", ""),
            ("Marked", ""),
            ("{n} page", "{n} pages"),
            ("Erased {n}", "Erased {n} in all"),
            ("One mark", "One mark"),
            ("A word", ""),
            ("A tip", ""),
        ]
    }


def test_one_singular_has_one_plural(tmp_path: Path) -> None:
    text = 'many("{n} page", "{n} pages", 2)\nmany("{n} page", "All {n} pages", 2)\n'
    with pytest.raises(ValueError, match="two plurals"):
        words.messages(_source(tmp_path, text))


def test_what_is_new_stands_empty_and_what_is_gone_goes() -> None:
    kept = next(key for key in RUSSIAN.entries if not key[1])
    renewed = RUSSIAN.renewed([kept, ("New here", ""), ("{n} new", "{n} new ones")])
    assert renewed.entries[kept] == RUSSIAN.entries[kept]
    assert renewed.entries["New here", ""] == [""]
    assert renewed.entries["{n} new", "{n} new ones"] == ["", "", ""]
    assert renewed.untranslated() == ["New here", "{n} new"]


@pytest.mark.parametrize("said", ["Страница", "Страница {n} из {m}", "Страница {n:gen}{all}"])
def test_another_placeholder_is_seen(said: str) -> None:
    key = ("Page {n} of {page}", "")
    assert words.Catalogue(entries={key: [said]}).mended() == [key[0]]


def test_the_compiled_file_is_read_by_gettext(tmp_path: Path) -> None:
    file = tmp_path / "some.mo"
    made = words.Catalogue(header=RUSSIAN.header)
    made.entries = {('A "quote"\n', ""): ["«Да»\n"], ("{n} day", "{n} days"): ["а", "б", "в"]}
    made = words.read(words.written(made, {}))
    file.write_bytes(words.compiled(made))
    with file.open("rb") as opened:
        catalogue = gettext.GNUTranslations(opened)
    assert catalogue.gettext('A "quote"\n') == "«Да»\n"
    assert [catalogue.ngettext("{n} day", "{n} days", n) for n in (1, 2, 5, 11, 21)] == [
        *("а", "б", "в", "в", "а")
    ]


@pytest.mark.parametrize(
    ("count", "said"),
    [(1, "1 запись"), (2, "2 записи"), (5, "5 записей"), (12, "12 записей"), (21, "21 запись")],
)
def test_russian_plurals(count: int, said: str) -> None:
    with speaking("ru"):
        assert many("{n} record", "{n} records", count) == said


def test_english_stays_as_it_is_written() -> None:
    with speaking("en"):
        assert _("Search") == "Search"
        assert many("{n} record", "{n} records", 2) == "2 records"


def test_no_word_blames_or_frightens() -> None:
    english = [text for key in MESSAGES for text in key]
    russian = [text for said in RUSSIAN.entries.values() for text in said]
    assert [text for text in english + russian if BANNED.search(text)] == []
    assert BANNED.search("The date is invalid.")
    assert BANNED.search("Недопустимый знак")


def test_sentences_of_the_window_are_short() -> None:
    said = [
        text
        for key, modules in MESSAGES.items()
        for text in key
        if any(module.startswith("app.") for module in modules)
    ]
    assert [text for text in said if _longest(text) > MOST_WORDS] == []


def _longest(text: str) -> int:
    return max(len(sentence.split()) for sentence in re.split(r"(?<=[.!?])\s", text))


def test_accelerators_of_one_menu_differ() -> None:
    menus = {key[0]: said[0] for key, said in RUSSIAN.entries.items() if re.search(r"&\w", key[0])}
    assert all(text.count("&") == 1 for text in menus.values())
    letters = [text[text.index("&") + 1].casefold() for text in menus.values()]
    assert len(set(letters)) == len(letters)


def test_only_dates_are_bent() -> None:
    bent = {
        key
        for key, said in RUSSIAN.entries.items()
        if any(re.search(r"\{\w+:(gen|ins|acc|when)\}", text) for text in said)
    }
    assert bent
    saying = {
        "casefiles.model.date_points",
        "casefiles.model.date_sentences",
        "casefiles.search.chips",
    }
    assert {name for key in bent for name in MESSAGES[key]} == saying


def test_nothing_is_translated_that_is_put_together_first() -> None:
    """What `_` is given with an f-string or a sum can be in no catalogue."""
    found = [
        f"{file.name}: {ast.unparse(call)}"
        for top in words.SOURCES
        for file in sorted((ROOT / top).rglob("*.py"))
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in {"_", "N_", "many"}
        and any(isinstance(one, ast.JoinedStr | ast.BinOp) for one in call.args[:2])
    ]
    assert found == []


def test_the_window_speaks_russian(desk: Desk) -> None:
    with speaking("ru"):
        window = Window(desk, PAGES)
        menus = [menu.menu() for menu in window.menuBar().actions()]
    said = [
        *(action.text() for menu in menus if isinstance(menu, QMenu) for action in menu.actions()),
        *(button.text() for button in window.rail.findChildren(QPushButton)),
        *(button.toolTip() for button in window.findChildren(QToolButton)),
    ]
    window.deleteLater()
    assert len(said) > 30
    assert [text for text in said if text and not re.search("[а-яё]", text)] == []


def test_every_term_has_a_russian_label() -> None:
    lists = [vocabulary.load(name) for name in vocabulary.names()]
    assert [one.name for one in lists if not one.labels.get("ru")] == []
    bare = [
        f"{one.name}.{term.code}"
        for one in lists
        for term in one.terms
        if not term.labels.get("ru")
    ]
    assert bare == []


def test_the_manual_is_there_in_russian() -> None:
    english, russian = (
        {
            file.name: file.read_text(encoding="utf-8")
            for file in resources.path("help", code).glob("*.md")
        }
        for code in ("en", "ru")
    )
    assert english.keys() == russian.keys()
    for name, text in english.items():
        links = re.findall(r"\((\w+\.md)\)", text)
        assert sorted(re.findall(r"\((\w+\.md)\)", russian[name])) == sorted(links), name
        rows = [len(re.findall(r"^\|", one, re.MULTILINE)) for one in (text, russian[name])]
        assert rows[0] == rows[1], name


def test_an_ellipsis_stands_alone() -> None:
    """One spelling: "Print …" asks more first, in both languages; "abc…" is a word cut short."""
    said = [*(one for key in MESSAGES for one in key)]
    said += [one for several in RUSSIAN.entries.values() for one in several]
    assert [one for one in said if re.search(r"\w…|\.\.\.$", one)] == []

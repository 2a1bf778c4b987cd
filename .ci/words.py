"""Catalogues of translations: from the source to `LANGUAGE.po`, and from there to `parvanda.mo`.

`resources/words/ru.po` is what translators edit; the compiled file beside it is what the program
reads. Both come out the same bytes on every machine. Needs nothing but Python.
"""

import ast
import re
import struct
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORDS = ROOT / "resources" / "words"
SOURCES = ("app", "casefiles")
_MAGIC, _HEADER_BYTES, _PAIR_BYTES = 0x950412DE, 28, 8
_PLACEHOLDER = re.compile(r"\{(\w*(?:[:!][^{}]*)?)\}")
_CASE = re.compile(r":(gen|ins|acc|when)(?=\})")
"""A translation may bend a date (`casefiles.model.date_cases`)."""
_KEYWORD = re.compile(r'(msgid|msgid_plural|msgstr|msgstr\[(\d)\]) "(.*)"$')

Key = tuple[str, str]
"""A message in English and its plural; the plural is empty where nothing is counted."""


@dataclass
class Catalogue:
    """One language: what stands above the messages, and the messages with their translations."""

    comment: list[str] = field(default_factory=list)
    header: str = ""
    entries: dict[Key, list[str]] = field(default_factory=dict)

    @property
    def forms(self) -> int:
        """How many plural forms the language has."""
        found = re.search(r"nplurals=(\d)", self.header)
        return int(found[1]) if found else 2

    def renewed(self, wanted: Iterable[Key]) -> "Catalogue":
        """The same translations for exactly these messages; what is new stands empty."""
        kept = {
            key: self.entries.get(key) or [""] * (self.forms if key[1] else 1)
            for key in sorted(wanted)
        }
        return Catalogue(self.comment, self.header, kept)

    def untranslated(self) -> list[str]:
        """The messages without a word, or without one for every number."""
        return [key[0] for key, said in self.entries.items() if not all(said)]

    def mended(self) -> list[str]:
        """Messages whose translation loses or invents a placeholder."""
        return [key[0] for key, said in self.entries.items() if not _same_holes(key, said)]


def messages(root: Path = ROOT) -> dict[Key, set[str]]:
    """Every message of the source, with the names of the modules that say it."""
    found: dict[Key, set[str]] = {}
    for top in SOURCES:
        for file in sorted((root / top).rglob("*.py")):
            module = ".".join(file.relative_to(root).with_suffix("").parts)
            for key in _said(ast.parse(file.read_text(encoding="utf-8"))):
                found.setdefault(key, set()).add(module.removesuffix(".__init__"))
    return _united(found)


def read(text: str) -> Catalogue:
    """A catalogue from its file."""
    made = Catalogue()
    for number, block in enumerate(re.split(r"\n\s*\n", text.strip())):
        parts = _parts(block)
        if number == 0:
            made.comment = [line for line in block.splitlines() if line.startswith("#")]
            made.header = parts.get("msgstr", "")
        elif "msgid" in parts:
            said = [parts[name] for name in sorted(parts) if name.startswith("msgstr")]
            made.entries[parts["msgid"], parts.get("msgid_plural", "")] = said
    return made


def written(catalogue: Catalogue, modules: dict[Key, set[str]]) -> str:
    """The file of a catalogue. It names modules, not lines, so that it changes only with words."""
    blocks = ["\n".join([*catalogue.comment, 'msgid ""', 'msgstr ""', *_lines(catalogue.header)])]
    for (one, more), said in catalogue.entries.items():
        lines = [f"#: {name}" for name in sorted(modules.get((one, more), ()))]
        lines.append(f"msgid {_quoted(one)}")
        if more:
            lines.append(f"msgid_plural {_quoted(more)}")
            lines += [f"msgstr[{at}] {_quoted(words)}" for at, words in enumerate(said)]
        else:
            lines.append(f"msgstr {_quoted(said[0])}")
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + "\n"


def compiled(catalogue: Catalogue) -> bytes:
    """The catalogue as gettext reads it: two tables of lengths and places, then the words."""
    pairs = {"": catalogue.header}
    for (one, more), said in catalogue.entries.items():
        if all(said):
            pairs[f"{one}\0{more}" if more else one] = "\0".join(said)
    ordered = sorted((key.encode(), words.encode()) for key, words in pairs.items())
    count = len(ordered)
    place = _HEADER_BYTES + 2 * _PAIR_BYTES * count
    tables, body = b"", b""
    for side in (0, 1):
        for pair in ordered:
            tables += struct.pack("<2I", len(pair[side]), place + len(body))
            body += pair[side] + b"\0"
    second = _HEADER_BYTES + _PAIR_BYTES * count
    head = struct.pack("<7I", _MAGIC, 0, count, _HEADER_BYTES, second, 0, place)
    return head + tables + body


def languages() -> list[str]:
    """The languages there is a catalogue for."""
    return sorted(file.stem for file in WORDS.glob("*.po"))


def compiled_file(language: str) -> Path:
    """Where the program looks for a language."""
    return WORDS / language / "LC_MESSAGES" / "parvanda.mo"


def complaints(language: str) -> list[str]:
    """What is not as it should be; empty if the catalogue is up to date and complete."""
    file = WORDS / f"{language}.po"
    modules = messages()
    now = file.read_text(encoding="utf-8")
    renewed = read(now).renewed(modules)
    said = [f"{language}: not translated: {one!r}" for one in renewed.untranslated()]
    said += [f"{language}: other placeholders than in English: {m!r}" for m in renewed.mended()]
    if written(renewed, modules) != now:
        said.append(f"{file.name} is not up to date: run .ci/words")
    binary = compiled_file(language)
    if not binary.is_file() or binary.read_bytes() != compiled(renewed):
        said.append(f"the compiled words of {language} are not up to date: run .ci/words")
    return said


def renew(language: str) -> list[str]:
    """Bring the files of a language up to date; returns what is still to translate."""
    file = WORDS / f"{language}.po"
    modules = messages()
    catalogue = read(file.read_text(encoding="utf-8")).renewed(modules)
    file.write_text(written(catalogue, modules), encoding="utf-8")
    binary = compiled_file(language)
    binary.parent.mkdir(parents=True, exist_ok=True)
    binary.write_bytes(compiled(catalogue))
    return catalogue.untranslated()


def main(arguments: list[str]) -> int:
    """Renew, or with `--check` complain."""
    if arguments == ["--check"]:
        said = [line for language in languages() for line in complaints(language)]
        print("\n".join(said) or "All words are translated and up to date.")
        return 1 if said else 0
    if arguments:
        print("usage: .ci/words [--check]", file=sys.stderr)
        return 2
    for language in languages():
        left = renew(language)
        print(f"{language}: {len(left)} to translate")
    return 0


def _said(tree: ast.AST) -> Iterator[Key]:
    counted: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name(node) == "many":
            counted.update(node.args[:2])
            yield from _keys(node.args[:2])
        elif pair := _pair(node):
            counted.update(pair)
            yield from _keys(pair)
        elif isinstance(node, ast.Call) and _name(node) in {"_", "N_"} and node not in counted:
            yield from ((words, "") for words in _literals(node.args[0]))


def _pair(node: ast.AST) -> list[ast.expr]:
    """The two calls of `N_` in a tuple that `many(*pair, n)` will count with."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
        alone = isinstance(node.left, ast.Tuple) and len(node.left.elts) == 1
        twice = isinstance(node.right, ast.Constant) and node.right.value == 2
        if isinstance(node.left, ast.Tuple) and alone and twice and _marked(node.left.elts[0]):
            return [node.left.elts[0]] * 2
    if isinstance(node, ast.Tuple) and len(node.elts) == 2 and all(map(_marked, node.elts)):
        return node.elts if any("{n}" in text for text in map(_text, node.elts)) else []
    return []


def _marked(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and _name(node) == "N_" and bool(_text(node))


def _keys(pair: list[ast.expr]) -> Iterator[Key]:
    one, more = map(_text, pair) if len(pair) == 2 else ("", "")
    if one and more:
        yield (one, more)


def _text(node: ast.expr) -> str:
    """The words of a literal, marked with `N_` or not; empty if it is none."""
    if isinstance(node, ast.Call) and _name(node) == "N_":
        node = node.args[0]
    return next(_literals(node), "")


def _literals(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _literals(node.body)
        yield from _literals(node.orelse)
    elif isinstance(node, ast.Call) and _asks_with_default(node):
        yield from _literals(node.args[1])


def _asks_with_default(node: ast.Call) -> bool:
    """Whether it is `something.get(key, default)`."""
    called = node.func.attr if isinstance(node.func, ast.Attribute) else ""
    return called == "get" and len(node.args) == 2


def _name(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else ""


def _united(found: dict[Key, set[str]]) -> dict[Key, set[str]]:
    """A message that is counted somewhere has one entry, in which its plain use is found, too."""
    counted: dict[str, Key] = {}
    for key in sorted(key for key in found if key[1]):
        if counted.setdefault(key[0], key) != key:
            # gettext looks up the singular alone, so that one of them would be told as the other.
            msg = f"one singular, two plurals: {key} and {counted[key[0]]}"
            raise ValueError(msg)
    united: dict[Key, set[str]] = {}
    for key, modules in found.items():
        united.setdefault(counted.get(key[0], key), set()).update(modules)
    return united


def _same_holes(key: Key, said: list[str]) -> bool:
    wanted = {_holes(text) for text in key if text}
    # "One file" has no number in it, but a language may need one there, and the other way round.
    needed, allowed = frozenset.intersection(*wanted), frozenset.union(*wanted)
    return all(needed <= _holes(text) <= allowed for text in said if text)


def _holes(text: str) -> frozenset[str]:
    return frozenset(_PLACEHOLDER.findall(_CASE.sub("", text)))


def _parts(block: str) -> dict[str, str]:
    parts: dict[str, str] = {}
    name = ""
    for line in block.splitlines():
        if found := _KEYWORD.match(line):
            name = found[1]
            parts[name] = _bare(found[3])
        elif line.startswith('"'):
            parts[name] += _bare(line[1:-1])
    return parts


def _lines(text: str) -> list[str]:
    return [_quoted(line) for line in text.splitlines(keepends=True)]


def _quoted(text: str) -> str:
    for letter, written_as in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\t", "\\t")):
        text = text.replace(letter, written_as)
    return f'"{text}"'


def _bare(quoted: str) -> str:
    signs = {"n": "\n", "t": "\t"}
    return re.sub(r"\\(.)", lambda found: signs.get(found[1], found[1]), quoted)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

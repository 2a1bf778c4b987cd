"""Our own interchange: JSON Lines, one entry a line, as `export`, `load` and archives speak it.

The first line is a header, `{"entries": 2, "parvanda": 1}`: how many lines follow, and the version
of the format. Then claims by id, then judgments by id:

    {"claim": ID, "subject": ID, "property": NAME, "salt": HEX, "value": {...}, ...}
    {"judgment": ID, "aspect": NAME, "target": ID, "salt": HEX, "verdict": ..., ...}

Everything beside the first four fields is the entry's body as the chain commits to it
(`casefiles.model.claim`, `.judgment`, `.values`); the salt goes along so that the commitment can be
checked and stays the same. `"acting": false` marks a partner's judgment that nobody adopted,
`"undone": true` what its documenter took back; both are only in exports that ask for it. The schema
stands in `resources/interchange.schema.json`.

Decided: what is not understood exactly is refused, not kept apart. A field, property, term or form
this version does not know would be lost or would change its commitment; a newer format carries a
higher version, which is told. So an entry is read, written again, and must say the same.
"""

import json
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, BinaryIO

from casefiles.errors import NotUnderstood
from casefiles.exchange.strict import read_object
from casefiles.ledger.commitment import canonical
from casefiles.ledger.union import Arriving
from casefiles.model.claim import Claim, claim_from_json
from casefiles.model.ids import EntryId, RecordId
from casefiles.model.judgment import Aspect, Judgment, judgment_from_json
from casefiles.stopping import pause
from casefiles.text import _

FORMAT = 1
LONGEST_LINE = 8 << 20
"""Bytes: a text of a million code points, every one of them escaped, still fits."""

MOST_ENTRIES = 1_000_000
_ENVELOPE = ("claim", "subject", "property", "judgment", "aspect", "target", "salt")
_MARKS = ("acting", "undone")
_UNREADABLE = (NotUnderstood, KeyError, TypeError, ValueError, AttributeError)
_ASPECTS = {aspect.name.lower(): aspect for aspect in Aspect}


@dataclass(frozen=True, slots=True)
class Line:
    """One entry with its salt, and what its sender did with it."""

    entry: Claim | Judgment
    salt: bytes
    acting: bool = True
    undone: bool = False

    @property
    def arriving(self) -> Arriving:
        """The entry as the ledger takes it in."""
        return Arriving(self.entry, self.salt)


def write(lines: Iterable[Line]) -> Iterator[bytes]:
    """The lines of a file, each with its line end; the same set gives the same bytes."""
    ordered = sorted(lines, key=lambda line: (isinstance(line.entry, Judgment), line.entry.id))
    yield _written({"parvanda": FORMAT, "entries": len(ordered)})
    for line in ordered:
        pause()
        yield _written(_form(line))


def read(untrusted: BinaryIO, *, most: int = MOST_ENTRIES) -> list[Line]:
    """The entries of a file; raises `NotUnderstood`, naming the line and never its content."""
    expected = _header(_next(untrusted, 1), most)
    lines: list[Line] = []
    seen: set[bytes] = set()
    for number in range(2, expected + 2):
        pause()
        line = _line(_next(untrusted, number), number)
        if line.entry.id in seen:
            raise _unread(number)
        seen.add(line.entry.id)
        lines.append(line)
    if untrusted.read(1):
        raise _unread(expected + 2)
    return lines


def _next(untrusted: BinaryIO, number: int) -> bytes:
    raw = untrusted.readline(LONGEST_LINE + 1)
    if not raw:
        raise NotUnderstood(
            _("The file ends after {n} lines; more were announced.").format(n=number - 1),
            _("It was cut off: copy it again. Nothing was taken in."),
        )
    if len(raw) > LONGEST_LINE:
        raise _unread(number)
    return raw


def _header(raw: bytes, most: int) -> int:
    try:
        form = read_object(raw)
    except NotUnderstood:
        form = {}
    version, entries = form.get("parvanda"), form.get("entries")
    version = version if type(version) is int else 0
    if version > FORMAT:
        raise NotUnderstood(
            _("This file was written by a newer version of Parvanda."),
            _("Load it with that version; nothing was taken in."),
        )
    if version != FORMAT or type(entries) is not int or set(form) != {"parvanda", "entries"}:
        raise NotUnderstood(
            _("This is no file of entries: the first line does not say so."),
            _("Choose a file made by the export."),
        )
    if not 0 <= entries <= most:
        raise NotUnderstood(_("The file announces more entries than can be taken in at once."))
    return entries


def _line(raw: bytes, number: int) -> Line:
    with suppress(*_UNREADABLE, RecursionError):
        # Read loosely, but written again it is the same bytes: then it was exact.
        line = _entry(json.loads(raw))
        if _written(_form(line)) == raw:
            return line
    try:
        form = read_object(raw)
        line = _entry(form)
        if canonical(_form(line)) != canonical(form):
            raise ValueError
    except _UNREADABLE as problem:
        raise _unread(number) from problem
    return line


def _entry(form: dict[str, Any]) -> Line:
    return _judgment_line(form) if "judgment" in form else _claim_line(form)


def _claim_line(form: dict[str, Any]) -> Line:
    if not re.fullmatch(r"[a-z][a-z_]{0,63}", form["property"]):
        raise ValueError
    identity, subject = EntryId.parse(form["claim"]), RecordId.parse(form["subject"])
    return _with_marks(claim_from_json(identity, subject, form["property"], _body(form)), form)


def _judgment_line(form: dict[str, Any]) -> Line:
    aspect, target = _ASPECTS[form["aspect"]], bytes.fromhex(form["target"])
    identity = EntryId.parse(form["judgment"])
    return _with_marks(judgment_from_json(identity, int(aspect), target, _body(form)), form)


def _with_marks(entry: Claim | Judgment, form: dict[str, Any]) -> Line:
    salt = bytes.fromhex(form["salt"])
    if len(salt) != 16:
        raise ValueError
    return Line(entry, salt, form.get("acting", True) is True, form.get("undone", False) is True)


def _body(form: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in form.items() if name not in (*_ENVELOPE, *_MARKS)}


def _form(line: Line) -> dict[str, Any]:
    entry = line.entry
    form: dict[str, Any]
    if isinstance(entry, Claim):
        form = {"claim": entry.id.hex(), "subject": entry.subject.hex(), "property": entry.property}
    else:
        aspect = entry.aspect.name.lower()
        form = {"judgment": entry.id.hex(), "aspect": aspect, "target": entry.target.hex()}
    form |= {"salt": line.salt.hex()} | entry.body_to_json()
    if not line.acting:
        form["acting"] = False
    if line.undone:
        form["undone"] = True
    return form


def _written(form: dict[str, Any]) -> bytes:
    return canonical(form).encode() + b"\n"


def _unread(number: int) -> NotUnderstood:
    return NotUnderstood(
        _("Line {n} of the file is not an entry this version understands.").format(n=number),
        _("Nothing was taken in. Ask for the file again, or use a newer version."),
    )

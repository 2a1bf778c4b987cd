"""A plan as JSON that a person can correct in an editor, and the way back with every check.

Titles, outlets, authors, dates and lines may be changed, articles and files added to or taken from
their lists. Notes, remarks and copies are there to be read; changes to them have no effect.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from casefiles.errors import NotUnderstood
from casefiles.intake.articles import ArticleDraft
from casefiles.intake.lines import LineMap
from casefiles.intake.planned import ImportPlan, PlannedArticle, PlannedFile, Standing
from casefiles.model import edtf
from casefiles.text import _

_FORMAT, _VERSION = "parvanda-import-plan", 1
_LARGEST = 64 * 1024 * 1024
_LONGEST = 2000
_UNFIT = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
"""Control signs and halves of characters: no part of a title or a name."""

_TAKEN_IN = (Standing.NEW, Standing.SEALED)
_FILE_FIELDS = frozenset(
    ("path", "standing", "sha256", "size", "sentence", "encoding", "lines", "notes", "articles")
)
_ARTICLE_FIELDS = frozenset(
    ["title", "outlet", "authors", "date", "posted", "start_line", "end_line", "remarks", "copies"]
)


def to_json(plan: ImportPlan) -> str:
    """The plan for an editor: indented, every script readable, paths of any bytes kept."""
    whole = {
        "format": _FORMAT,
        "version": _VERSION,
        "files": [_file(file) for file in plan.files],
    }
    text = json.dumps(whole, ensure_ascii=False, indent=1)
    return re.sub("[\ud800-\udfff]", lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"


def parse(untrusted_text: str) -> tuple[PlannedFile, ...]:
    """The files of a plan; their drafts' offsets are not known yet. Raises `NotUnderstood`."""
    if len(untrusted_text) > _LARGEST:
        raise _refused(_("This import plan is too large to be one."))
    try:
        whole = json.loads(
            untrusted_text, object_pairs_hook=_without_repeats, parse_constant=_no_constant
        )
    except (ValueError, RecursionError) as trouble:
        raise _refused(_("This is not readable as JSON.")) from trouble
    if not isinstance(whole, dict) or whole.get("format") != _FORMAT:
        raise _refused(_("This is not an import plan."))
    if whole.get("version") != _VERSION or not isinstance(whole.get("files"), list):
        raise _refused(_("This import plan was written by another version of the program."))
    read = tuple(_read_file(one, number) for number, one in enumerate(whole["files"], 1))
    new = [file.sha256 for file in read if file.standing in _TAKEN_IN]
    if len(set(new)) < len(new):
        raise _refused(_("The same bytes stand twice in this import plan as a new file."))
    return read


def settled(file: PlannedFile, text: str, number: int) -> tuple[ArticleDraft, ...]:
    """The drafts of a parsed file with their offsets in its text; raises `NotUnderstood`."""
    line_map, before = LineMap(text), 0
    drafts = []
    for article in file.articles:
        draft = article.draft
        if not before < draft.start_line <= draft.end_line <= line_map.lines:
            raise _refused(
                _("The lines of an article in file {number} overlap or are not there.").format(
                    number=number
                )
            )
        start, end = line_map.span(draft.start_line, draft.end_line, text)
        drafts.append(replace(draft, start=start, end=end))
        before = draft.end_line
    return tuple(drafts)


def _file(file: PlannedFile) -> dict[str, Any]:
    return {
        "path": file.path,
        "standing": file.standing.value,
        "sha256": file.sha256,
        "size": file.size,
        "sentence": file.sentence,
        "encoding": file.encoding,
        "lines": file.lines,
        "notes": list(file.notes),
        "articles": [_article(article) for article in file.articles],
    }


def _article(article: PlannedArticle) -> dict[str, Any]:
    draft = article.draft
    return {
        "title": draft.title,
        "outlet": draft.outlet,
        "authors": list(draft.authors),
        "date": draft.date_text,
        "posted": draft.posted_text,
        "start_line": draft.start_line,
        "end_line": draft.end_line,
        "remarks": list(draft.remarks),
        "copies": [
            {
                "known": copy.known,
                "file": copy.file,
                "article": copy.article,
                "resemblance": round(copy.likeness.resemblance, 4),
            }
            for copy in article.copies
        ],
    }


def _read_file(untrusted: object, number: int) -> PlannedFile:
    fields = _fields(untrusted, _FILE_FIELDS, number)
    path, digest = _text(fields, "path", number), _text(fields, "sha256", number)
    if fields["standing"] not in [standing.value for standing in Standing]:
        raise _wrong(number, "standing")
    standing = Standing(fields["standing"])
    known_digest = re.fullmatch("[0-9a-f]{64}", digest)
    articles = fields["articles"]
    if not path or "\0" in path or not (known_digest or standing not in _TAKEN_IN):
        raise _wrong(number, "path" if known_digest else "sha256")
    if not isinstance(articles, list) or (articles and standing not in _TAKEN_IN):
        raise _wrong(number, "articles")
    if standing is Standing.SEALED and len(articles) != 1:
        raise _wrong(number, "articles")
    return PlannedFile(
        path,
        standing,
        digest,
        _whole(fields, "size", number),
        _text(fields, "sentence", number),
        _text(fields, "encoding", number),
        _whole(fields, "lines", number),
        _texts(fields, "notes", number),
        tuple(_read_article(article, number) for article in articles),
    )


def _read_article(untrusted: object, number: int) -> PlannedArticle:
    fields = _fields(untrusted, _ARTICLE_FIELDS, number)
    draft = ArticleDraft(
        _text(fields, "title", number).strip() or None,
        _text(fields, "outlet", number).strip() or None,
        tuple(filter(None, map(str.strip, _texts(fields, "authors", number)))),
        _date(fields, "date", number),
        _date(fields, "posted", number),
        _whole(fields, "start_line", number),
        _whole(fields, "end_line", number),
        0,
        0,
        _texts(fields, "remarks", number),
    )
    return PlannedArticle(draft)


def _fields(untrusted: object, expected: frozenset[str], number: int) -> dict[str, Any]:
    if not isinstance(untrusted, dict) or untrusted.keys() - expected:
        raise _refused(
            _("File {number} of this import plan has a part that is not known.").format(
                number=number
            )
        )
    return {name: untrusted.get(name) for name in expected}


def _text(fields: dict[str, Any], name: str, number: int) -> str:
    value = fields[name]
    if value is None:
        return ""
    longest = 8 * _LONGEST if name == "path" else _LONGEST
    if not isinstance(value, str) or len(value) > longest:
        raise _wrong(number, name)
    if name != "path" and _UNFIT.search(value):
        raise _wrong(number, name)
    return value


def _texts(fields: dict[str, Any], name: str, number: int) -> tuple[str, ...]:
    values = fields[name]
    if values is None:
        return ()
    if not isinstance(values, list) or len(values) > _LONGEST:
        raise _wrong(number, name)
    return tuple(_text({name: value}, name, number) for value in values)


def _whole(fields: dict[str, Any], name: str, number: int) -> int:
    value = fields[name]
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 1 << 53:
        raise _wrong(number, name)
    return value


def _date(fields: dict[str, Any], name: str, number: int) -> str | None:
    text = _text(fields, name, number).strip()
    if not text:
        return None
    try:
        edtf.read(text)
    except NotUnderstood as trouble:
        raise _wrong(number, name) from trouble
    return text


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise ValueError
    return fields


def _no_constant(_name: str) -> Iterator[None]:
    raise ValueError


def _wrong(number: int, name: str) -> NotUnderstood:
    sentence = _("In file {number} of this import plan, “{name}” has no value that can be used.")
    return _refused(sentence.format(number=number, name=name))


def _refused(sentence: str) -> NotUnderstood:
    return NotUnderstood(sentence, _("Nothing was taken in. Correct the plan, or plan it again."))

"""A pair written out: reasons above, below them both records with what they would be as one.

The letters that differ are underlined and set on a ground of their own; colour is never the only
sign. Everything is escaped: data is never read as markup.
"""

import html
from collections.abc import Iterable, Sequence

from PySide6.QtGui import QGuiApplication

from app import theme
from casefiles.insight.alike.together import Laid, Row, Spelt
from casefiles.model.ids import Ref
from casefiles.text import _

_NARROW = 78
"""Letters across: below that the names of the properties stand above the values."""


def written(laid: Laid, *, letters: int) -> str:
    """The pair as a document for so many letters across."""
    narrow = letters < _NARROW
    rows = "".join(_row(row, narrow=narrow) for row in laid.rows)
    return f"{_reasons(laid)}{_table(_head(laid, narrow=narrow) + rows)}"


def spoken(laid: Laid) -> str:
    """The pair for a screen reader: the titles, the reasons, then every row."""
    one, together, other = laid.titles
    against = [_("Against it: {words}").format(words=words) for words in laid.against]
    as_one = _("As one they are called {title}.").format(title=together)
    rows = [
        f"{row.label}: {_plain(row.one)} | {_plain(row.other)}"
        for row in laid.rows
        if not row.alike
    ]
    return " ".join((f"{one} | {other}.", *laid.supporting, *against, as_one, *rows))


def _reasons(laid: Laid) -> str:
    muted = theme.colours().muted
    told = [("+", words, "normal") for words in laid.supporting]
    told += [("−", words, "bold") for words in laid.against]
    if not told:
        return f'<p style="color:{muted}">{_esc(_("Nothing new speaks for this pair."))}</p>'
    lines = "".join(
        f'<tr><td style="padding-right:8px"><b>{sign}</b></td>'
        f'<td style="font-weight:{weight}">{_block(_esc(words))}</td></tr>'
        for sign, words, weight in told
    )
    return f'<table dir="{_way()}" cellspacing="0" cellpadding="1">{lines}</table>'


def _table(rows: str) -> str:
    return (
        f'<table dir="{_way()}" width="100%" cellspacing="0" cellpadding="4"'
        f' style="margin-top:8px">{rows}</table>'
    )


def _head(laid: Laid, *, narrow: bool) -> str:
    one, together, other = laid.titles
    told = (
        (_("First"), _link(laid.one, one)),
        (_("As one"), f"<b>{_esc(together)}</b>"),
        (_("Second"), _link(laid.other, other)),
    )
    width = 33 if narrow else 28
    cells = "".join(f'<td width="{width}%">{_small(a)}{_block(b)}</td>' for a, b in told)
    return f"<tr>{'' if narrow else _NO_LABEL}{cells}</tr>"


_NO_LABEL = '<td width="16%"></td>'


def _row(row: Row, *, narrow: bool) -> str:
    tone = theme.colours()
    ground = f' bgcolor="{tone.raised}"' if row.differs else ""
    cells = "".join(
        f'<td style="border-top:1px solid {tone.line}">{_block(words)}</td>'
        for words in (_values(row.one), _together(row), _values(row.other))
    )
    sign = "=" if row.alike else "≠" if row.differs else ""
    # Held together: a sign alone in the second line would be read as a row of its own.
    label = _small(f"{row.label}\u00a0{sign}" if sign else row.label)
    if narrow:
        return f'<tr><td colspan="3">{label}</td></tr><tr{ground}>{cells}</tr>'
    return f'<tr{ground}><td style="border-top:1px solid {tone.line}">{label}</td>{cells}</tr>'


def _together(row: Row) -> str:
    told = _values(row.together)
    if row.disputed:
        told += "<br/>" + _small(_("Both are kept, as the sources disagree."))
    return told


def _values(values: Iterable[Spelt]) -> str:
    return "<br/>".join(map(_value, values)) or _small(_("nothing said"))


def _value(value: Spelt) -> str:
    if value.masked:
        return _small(_("•••• (hidden; open the record)"))
    mark = f'<span style="background-color:{theme.colours().mark};text-decoration:underline">'
    told, at = "", 0
    for start, end in value.marks:
        told += f"{_esc(value.words[at:start])}{mark}{_esc(value.words[start:end])}</span>"
        at = end
    return told + _esc(value.words[at:])


def _plain(values: Sequence[Spelt]) -> str:
    told = ("••••" if value.masked else value.words for value in values)
    return ", ".join(told) or _("nothing said")


def _link(ref: Ref, title: str) -> str:
    colour = theme.colours().accent
    return f'<a href="{ref}" style="color:{colour}"><b>{_esc(title)}</b></a>'


def _block(words: str) -> str:
    """Words in the direction of the window: a Persian name does not turn the sentence it begins."""
    return f'<div dir="{_way()}">{words}</div>'


def _way() -> str:
    """Where lines and columns begin: neither follows the window by itself."""
    return "rtl" if QGuiApplication.isRightToLeft() else "ltr"


def _small(words: str) -> str:
    size = theme.POINTS * theme.scale() * 0.9
    colour = theme.colours().muted
    return f'<span style="color:{colour};font-size:{size:.1f}pt">{_esc(words)}</span>'


def _esc(words: str) -> str:
    return html.escape(words).replace("\n", "<br/>")

"""What stands in the columns of kind tables, in the words of the current language, and in order."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from sqlalchemy import Connection, select

from casefiles.errors import NotUnderstood
from casefiles.ledger import tables
from casefiles.ledger.ordering import find_form, sort_form
from casefiles.ledger.registry import portions
from casefiles.model.dates import UncertainDate
from casefiles.model.properties import Property
from casefiles.model.values import ValueType
from casefiles.model.vocabulary import load
from casefiles.text import language

Cell = str | float | bytes
"""As a kind table holds it: text, EDTF, a term's code, a number, the id of a linked record."""

LONGEST = 200
"""Letters of a text that a cell shows; nobody reads more there, and lists stay light."""


def in_words(connection: Connection, prop: Property, cells: Iterable[Cell]) -> Mapping[Cell, str]:
    """Each of these cells of one property as a reader sees it."""
    wanted = set(cells)
    if prop.type is ValueType.LINK:
        return _of_records(connection, wanted, "title")
    return {cell: _words(prop, cell) for cell in wanted}


def in_find_form(
    connection: Connection, prop: Property, cells: Iterable[Cell]
) -> Mapping[Cell, str]:
    """Each of these cells in the form in which typed words are looked for."""
    wanted = set(cells)
    if prop.type is ValueType.LINK:
        titles = _of_records(connection, wanted, "title")
        return {cell: find_form(title) for cell, title in titles.items()}
    return {cell: find_form(_words(prop, cell)) for cell in wanted}


def in_order(connection: Connection, prop: Property, cells: Iterable[Cell]) -> Mapping[Cell, int]:
    """The place of each of these cells among them; cells that read alike share one."""
    wanted = set(cells)
    keys: Mapping[Cell, float | str]
    match prop.type:
        case ValueType.LINK:
            keys = _of_records(connection, wanted, "sort")
        case ValueType.NUMBER:
            keys = {cell: cell for cell in wanted if not isinstance(cell, bytes)}
        case ValueType.DATE:
            keys = {cell: _day(str(cell)) for cell in wanted}
        case _:
            keys = {cell: sort_form(_words(prop, cell)) for cell in wanted}
    places = {key: place for place, key in enumerate(sorted(set(keys.values())))}
    return {cell: places[key] for cell, key in keys.items()}


def _of_records(connection: Connection, ids: Iterable[Cell], column: str) -> dict[Cell, str]:
    """That column of the records linked to. Members of a merged record carry its reading."""
    table = tables.record
    found: dict[Cell, str] = {}
    for part in portions(one for one in ids if isinstance(one, bytes)):
        rows = connection.execute(select(table.c.id, table.c[column]).where(table.c.id.in_(part)))
        found |= {row[0]: row[1] for row in rows}
    return found


def _words(prop: Property, cell: Cell) -> str:
    match prop.type:
        case ValueType.DATE:
            return date_in_words(str(cell), language())
        case ValueType.TERM:
            return load(prop.vocabulary).label(str(cell), language())
        case ValueType.NUMBER:
            return f"{cell:g}" if isinstance(cell, float) else str(cell)
        case _:
            return " ".join(str(cell)[:LONGEST].split())


@lru_cache(16384)
def date_in_words(edtf: str, _language: str) -> str:
    """A date as a table shows it, in the current language, which is given to remember it by."""
    try:
        return UncertainDate.parse(edtf).label()
    except NotUnderstood:  # from elsewhere: shown as it came
        return edtf


@lru_cache(16384)
def _day(edtf: str) -> str:
    """The first possible day, or the last where only an end is known, in a form that sorts."""
    if edtf[:4].isdecimal() and edtf.replace("-", "").isdecimal():
        return edtf  # 1994, 1994-08 and 1994-08-12 stand in order as they are
    try:
        when = UncertainDate.parse(edtf)
    except NotUnderstood:
        return "~"
    day = when.earliest or when.latest
    return day.isoformat() if day else "~"

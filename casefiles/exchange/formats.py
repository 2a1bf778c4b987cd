"""The formats of `export`: one line each. Adding one is a file in this package and a line here."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from casefiles.errors import NotUnderstood
from casefiles.exchange import lines
from casefiles.exchange.lines import Line
from casefiles.ledger.entries import everything
from casefiles.ledger.ledger import Ledger
from casefiles.text import N_, _


@dataclass(frozen=True, slots=True)
class Format:
    """`write` gives the file in pieces."""

    name: str
    label: str
    write: Callable[[Ledger], Iterator[bytes]]


def everything_kept(ledger: Ledger) -> list[Line]:
    """Every entry with its history; what was undone is marked."""
    return [Line(one.entry, one.salt, one.acting, one.undone) for one in everything(ledger)]


def _jsonl(ledger: Ledger) -> Iterator[bytes]:
    return lines.write(everything_kept(ledger))


FORMATS: tuple[Format, ...] = (Format("jsonl", N_("Everything, as JSON Lines"), _jsonl),)


def format_named(untrusted_name: str) -> Format:
    """The format of that name; raises `NotUnderstood`."""
    for known in FORMATS:
        if known.name == untrusted_name:
            return known
    raise NotUnderstood(
        _("There is no such format."),
        _("Known are: {formats}.").format(formats=", ".join(one.name for one in FORMATS)),
    )

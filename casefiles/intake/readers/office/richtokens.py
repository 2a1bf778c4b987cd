"""Rich text apart: groups, control words, symbols, bytes. Rich Text Format 1.9.1, "RTF Syntax"."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from casefiles.intake.reading import Refusal

MOST_TOKENS = 2_500_000

OPEN, CLOSE, WORD, SYMBOL, TEXT = "open", "close", "word", "symbol", "text"

_TOKEN = re.compile(
    rb"(?P<open>\{)|(?P<close>\})"
    rb"|\\(?P<word>[a-zA-Z]{1,32})(?P<value>-?[0-9]{1,10})? ?"
    rb"|(?P<coded>(?:\\'[0-9a-fA-F]{2}){1,4096})"
    rb"|\\(?P<symbol>[^a-zA-Z])"
    rb"|(?P<text>[^\\{}\r\n]+)"
    rb"|[\r\n]+|\\",
    re.DOTALL,
)


class Token(NamedTuple):
    """`name`: of a control word or symbol. `value`: its number. `data`: bytes that are text."""

    kind: str
    name: str = ""
    value: int | None = None
    data: bytes = b""


_OPENED, _CLOSED = Token(OPEN), Token(CLOSE)


def tokens(data: bytes) -> Iterator[Token]:
    """One after the other; raises `Refusal` where there are too many.

    A stretch of binary data is passed over; one that says it is longer than the file ends it.
    """
    at = seen = 0
    while at < len(data) and (found := _TOKEN.match(data, at)):
        at = found.end()
        seen += 1
        if seen > MOST_TOKENS:
            raise Refusal("unpacked")
        kind = found.lastgroup
        if kind == "text":
            yield Token(TEXT, "", None, found["text"])
        elif kind == "coded":
            yield Token(TEXT, data=bytes.fromhex(found["coded"].replace(b"\\'", b"").decode()))
        elif kind == "open":
            yield _OPENED
        elif kind == "close":
            yield _CLOSED
        elif kind == "symbol":
            yield Token(SYMBOL, found["symbol"].decode("latin-1"))
        elif kind is not None:
            name, value = found["word"].decode(), found["value"]
            if name == "bin":
                at += max(0, int(value or 0))
            else:
                yield Token(WORD, name, None if value is None else int(value))

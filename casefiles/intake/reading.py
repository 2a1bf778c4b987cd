"""What a reader answers inside the worker: a reading, or a refusal. Codes, not sentences.

The worker speaks no human language: its codes are looked up by the parent, so that nothing a
planted file could make a worker say is ever shown as the program's own words.
"""

from collections.abc import Callable
from dataclasses import dataclass

NOT_MINE = "not_mine"
"""The refusal that lets the next reader try."""


class Refusal(Exception):
    """The reader will not read this. `code` is a key of `wording.REFUSALS`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Note:
    """Something a person should know about a reading. `code` is a key of `wording.NOTES`."""

    code: str
    count: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """One of the documents that a file says it is made of, by its lines (from 1, both included).

    `date` is an ISO day; what the file does not say is "".
    """

    first_line: int
    last_line: int
    title: str = ""
    author: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """Plain text with LF line ends, and how it was had. `parts` where the file tells of any."""

    text: str
    encoding: str
    notes: tuple[Note, ...] = ()
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Reader:
    """One way of reading bytes. `prepare` loads what it needs while files can still be opened.

    `needs_full`: it is only used where the confinement is full (libraries with parsers of their
    own); plain text is read in a merely limited process too. `patience` is how many times the
    usual processor time it may take.
    """

    name: str
    prepare: Callable[[], None]
    read: Callable[[bytes], Reading]
    needs_full: bool = True
    patience: int = 1

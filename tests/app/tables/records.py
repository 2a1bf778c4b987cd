"""A made-up list, without a vault, and somebody who answers when told to."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from app.tables.model import Answer
from casefiles.ledger.columns import Column
from casefiles.ledger.listing import ListRow
from casefiles.ledger.packed import Ids
from casefiles.model.ids import RecordId, Ref
from casefiles.model.sensitivity import Sensitivity

COLUMNS = (Column("title", "Name"), Column("when", "Born"), Column("sources", "Sources", True))


def identity(number: int) -> RecordId:
    return RecordId(number.to_bytes(16, "big"))


def many(*numbers: int) -> Ids:
    return Ids(b"".join(identity(number) for number in numbers))


def person(number: int) -> Ref:
    return Ref("person", identity(number))


@dataclass
class Shelf:
    """Answers what is asked at once, or keeps it until `answer`."""

    at_once: bool = True
    disputed: frozenset[str] = frozenset()
    sensitivity: Sensitivity = Sensitivity.OPEN
    gone: set[int] = field(default_factory=set)
    asked: list[tuple[list[int], tuple[str, ...]]] = field(default_factory=list)
    waiting: list[Callable[[], None]] = field(default_factory=list)
    word: str = "Person"

    def fetch(self, ids: Sequence[RecordId], columns: tuple[str, ...], answer: Answer) -> None:
        numbers = [int.from_bytes(one, "big") for one in ids]
        self.asked.append((numbers, columns))
        rows = [self.row(number, columns) for number in numbers if number not in self.gone]
        self.waiting.append(lambda: answer(rows))
        if self.at_once:
            self.answer()

    def answer(self) -> None:
        while self.waiting:
            self.waiting.pop(0)()

    def row(self, number: int, columns: tuple[str, ...]) -> ListRow:
        title = f"{self.word} {number}"
        cells = {"title": title, "when": "1971", "sources": str(number)}
        return ListRow(
            person(number),
            tuple(cells.get(name, "") for name in columns),
            title,
            self.sensitivity,
            self.disputed,
        )

"""Properties by number: the ledger stores the number, everything else speaks of the name."""

from sqlalchemy import Connection, insert, select

from casefiles.ledger import tables


class PropertyNames:
    """Known names and numbers; new names are given the next number when first written."""

    def __init__(self, connection: Connection) -> None:
        rows = connection.execute(select(tables.property_name)).all()
        self.numbers: dict[str, int] = {row.name: row.number for row in rows}
        self.names: dict[int, str] = {row.number: row.name for row in rows}

    def name(self, number: int) -> str:
        """The name of a stored property."""
        return self.names[number]

    def number(self, name: str, connection: Connection) -> int:
        """Its number, a new one if it was never written before."""
        if name not in self.numbers:
            number = len(self.numbers) + 1
            connection.execute(insert(tables.property_name), {"number": number, "name": name})
            self.numbers[name] = number
            self.names[number] = name
        return self.numbers[name]

    def forget(self, connection: Connection) -> None:
        """Read again, after a transaction was rolled back."""
        self.__init__(connection)  # type: ignore[misc]

"""The three engines of the figures: ours, SQLite FTS5, tantivy. Each is asked in its own language.

Ours and FTS5 lie in the same sort of database: a vault's, encrypted, with its settings for safety;
both keep the texts once, in a table beside the index. tantivy lies on the disk in plain and keeps
the texts itself.
"""

import importlib
import os
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from rapidfuzz.distance import Levenshtein

from casefiles.ledger.database import Database, DatabaseKey
from casefiles.model.ids import RecordId, Ref
from casefiles.search import Document, SearchIndex, VaultStorage, Widening, find, parse
from tests.benchmarks.search_corpus import Question, Text

_KEY = DatabaseKey(b"k" * 32, b"s" * 16)
_FIRST = 20
"""Hits that are shown, with snippets."""

_TABLE = "CREATE TABLE text (id INTEGER PRIMARY KEY, title TEXT, body TEXT, day INTEGER)"
_INSERT = "INSERT INTO text VALUES (?, ?, ?, ?)"
_ONE = "SELECT title, body FROM text WHERE id = ?"


class Engine(Protocol):
    """What is measured."""

    def __init__(self, folder: Path, *, new: bool) -> None: ...
    def add(self, texts: Iterable[Text]) -> None: ...
    def update(self, text: Text) -> None: ...
    def ask(self, question: Question) -> list[int]:
        """The first hits, as they are shown: with what else the words may mean, and snippets."""

    def find(self, question: Question) -> list[int]:
        """The first hits of the index alone."""

    def size(self) -> int: ...
    def close(self) -> None: ...


class _InDatabase:
    _size = ""

    def __init__(self, folder: Path, *, new: bool) -> None:
        self._path = folder / "vault.db"
        way = Database.create if new else Database.open
        self.database = way(self._path, _KEY)
        if new:
            with self.database.writing() as connection:
                connection.exec_driver_sql(_TABLE)
                self._prepare(connection)

    def _prepare(self, connection: Any) -> None:
        raise NotImplementedError

    def size(self) -> int:
        """Bytes of the index, without the texts."""
        with self.database.reading() as connection:
            return int(connection.exec_driver_sql(self._size).scalar() or 0)

    def close(self) -> None:
        self.database.close()


class Parvanda(_InDatabase):
    """Our index, through the same function as the search of a vault."""

    _size = "SELECT sum(length(data)) FROM index_chunk"

    def __init__(self, folder: Path, *, new: bool) -> None:
        super().__init__(folder, new=new)
        self._storage = VaultStorage(lambda: self.database.current)
        self.index = SearchIndex(self._storage)
        self._widening = Widening(self.index)
        if new:
            with self.database.writing():
                self._storage.prepare()
                self.index.create()

    def _prepare(self, connection: Any) -> None:
        pass

    def add(self, texts: Iterable[Text]) -> None:
        with self.database.writing() as connection:
            self.index.add(self._kept(connection, text) for text in texts)

    def update(self, text: Text) -> None:
        with self.database.writing() as connection:
            connection.exec_driver_sql("DELETE FROM text WHERE id = ?", (text.number,))
            self.index.update([self._kept(connection, text)])

    def ask(self, question: Question) -> list[int]:
        with self.database.reading():
            hits = find(
                self.index,
                parse(_typed(question)),
                titles_of=lambda refs: self._told("title", refs),
                bodies_of=lambda refs, _whole: self._told("body", refs),
                widening=self._widening,
                limit=_FIRST,
            )
        return [] if hits.loosened else [int.from_bytes(hit.ref.id, "big") for hit in hits.hits]

    def find(self, question: Question) -> list[int]:
        with self.database.reading():
            found = self.index.search(parse(_typed(question)), (), _FIRST)
        return [int.from_bytes(one.ref.id, "big") for one in found]

    def _kept(self, connection: Any, text: Text) -> Document:
        row = (text.number, text.title, text.body, text.day.toordinal())
        connection.exec_driver_sql(_INSERT, row)
        return Document(
            Ref("source", RecordId(text.number.to_bytes(16, "big"))),
            title=text.title,
            body=text.body,
            earliest=text.day,
            latest=text.day,
        )

    def _told(self, column: str, refs: Iterable[Ref]) -> dict[Ref, str]:
        numbers = {int.from_bytes(ref.id, "big"): ref for ref in refs}
        wanted = ", ".join(map(str, numbers))
        rows = self.database.current.exec_driver_sql(
            f"SELECT id, {column} FROM text WHERE id IN ({wanted})"
        )
        return {numbers[row[0]]: row[1] for row in rows}


class Fts5(_InDatabase):
    """SQLite's own, in an encrypted database; a misspelt word by way of its vocabulary."""

    _size = (
        "SELECT (SELECT sum(length(block)) FROM found_data) + sum(length(sz)) FROM found_docsize"
    )

    def _prepare(self, connection: Any) -> None:
        connection.exec_driver_sql(
            "CREATE VIRTUAL TABLE found USING fts5"
            "(title, body, content='text', content_rowid='id',"
            ' tokenize="unicode61 remove_diacritics 2")'
        )
        connection.exec_driver_sql("CREATE VIRTUAL TABLE words USING fts5vocab(found, row)")

    def add(self, texts: Iterable[Text]) -> None:
        with self.database.writing() as connection:
            for text in texts:
                self._insert(connection, text)

    def update(self, text: Text) -> None:
        with self.database.writing() as connection:
            old = connection.exec_driver_sql(_ONE, (text.number,)).one()
            connection.exec_driver_sql(
                "INSERT INTO found (found, rowid, title, body) VALUES ('delete', ?, ?, ?)",
                (text.number, old[0], old[1]),
            )
            connection.exec_driver_sql("DELETE FROM text WHERE id = ?", (text.number,))
            self._insert(connection, text)

    def ask(self, question: Question) -> list[int]:
        return self._first(question, "snippet(found, -1, '[', ']', '…', 40)")

    def find(self, question: Question) -> list[int]:
        return self._first(question, "''")

    def _first(self, question: Question, shown: str) -> list[int]:
        with self.database.reading() as connection:
            match = self._match(question, connection)
            if not match:
                return []
            dated, days = "", tuple[int, ...]()
            if question.days:
                dated = " AND text.day BETWEEN ? AND ?"
                days = tuple(day.toordinal() for day in question.days)
            rows = connection.exec_driver_sql(
                f"SELECT found.rowid, {shown} FROM found JOIN text ON text.id = found.rowid"
                f" WHERE found MATCH ?{dated} ORDER BY found.rank LIMIT ?",
                (match, *days, _FIRST),
            )
            return [row[0] for row in rows]

    @staticmethod
    def _insert(connection: Any, text: Text) -> None:
        row = (text.number, text.title, text.body, text.day.toordinal())
        connection.exec_driver_sql(_INSERT, row)
        connection.exec_driver_sql(
            "INSERT INTO found (rowid, title, body) VALUES (?, ?, ?)", row[:3]
        )

    @staticmethod
    def _match(question: Question, connection: Any) -> str:
        words = [f'"{word}"' for word in question.words]
        match question.sort:
            case "phrase":
                return f'"{" ".join(question.words)}"'
            case "prefix":
                return words[0] + "*"
            case "fuzzy":
                word = question.words[0]
                known = connection.exec_driver_sql(
                    "SELECT term FROM words WHERE term >= ? AND term < ?",
                    (word[0], chr(ord(word[0]) + 1)),
                )
                near = [one[0] for one in known if _near(word, one[0])]
                return " OR ".join(f'"{one}"' for one in near)
            case "boolean + date":
                return f"({words[0]} AND {words[1]}) NOT {words[2]}"
            case _:
                return words[0]


class Tantivy:
    """tantivy with its usual settings, on the disk, in plain."""

    def __init__(self, folder: Path, *, new: bool) -> None:
        self._folder = folder
        self._tantivy: Any = importlib.import_module("tantivy")
        schema = self._tantivy.SchemaBuilder()
        schema.add_integer_field("id", stored=True, indexed=True)
        schema.add_integer_field("day", indexed=True, fast=True)
        schema.add_text_field("title", stored=True)
        schema.add_text_field("body", stored=True)
        self._schema = schema.build()
        self._index = self._tantivy.Index(self._schema, path=str(folder), reuse=not new)

    def add(self, texts: Iterable[Text]) -> None:
        writer = self._index.writer()
        for text in texts:
            writer.add_document(self._document(text))
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()

    def update(self, text: Text) -> None:
        writer = self._writer = getattr(self, "_writer", None) or self._index.writer()
        writer.delete_documents("id", text.number)
        writer.add_document(self._document(text))
        writer.commit()
        self._index.reload()

    def ask(self, question: Question) -> list[int]:
        searcher = self._index.searcher()
        query = self._query(question)
        shown = self._tantivy.SnippetGenerator.create(searcher, query, self._schema, "body")
        found = []
        for _score, address in searcher.search(query, _FIRST).hits:
            document = searcher.doc(address)
            shown.snippet_from_doc(document).to_html()
            found.append(int(document["id"][0]))
        return found

    def find(self, question: Question) -> list[int]:
        searcher = self._index.searcher()
        hits = searcher.search(self._query(question), _FIRST).hits
        return [int(searcher.doc(address)["id"][0]) for _score, address in hits]

    def size(self) -> int:
        return sum(one.stat().st_size for one in self._folder.iterdir())

    def close(self) -> None:
        self._writer = None

    def _document(self, text: Text) -> Any:
        return self._tantivy.Document(
            id=text.number, day=text.day.toordinal(), title=text.title, body=text.body
        )

    def _query(self, question: Question) -> Any:
        words = question.words
        match question.sort:
            case "phrase":
                return self._index.parse_query(f'"{" ".join(words)}"', ["title", "body"])
            case "prefix":
                return self._either("regex_query", words[0] + ".*")
            case "fuzzy":
                return self._either("fuzzy_term_query", words[0])
            case "boolean + date":
                first, last = (day.toordinal() for day in question.days or (date.min, date.max))
                typed = f"+{words[0]} +{words[1]} -{words[2]} +day:[{first} TO {last}]"
                return self._index.parse_query(typed, ["title", "body"])
            case _:
                return self._index.parse_query(words[0], ["title", "body"])

    def _either(self, way: str, word: str) -> Any:
        query, occur = self._tantivy.Query, self._tantivy.Occur
        made = [getattr(query, way)(self._schema, field, word) for field in ("title", "body")]
        return query.boolean_query([(occur.Should, one) for one in made])


ENGINES: Mapping[str, type[Engine]] = {"ours": Parvanda, "FTS5": Fts5}


def engines() -> dict[str, type[Engine]]:
    """Those that are installed here."""
    found = dict(ENGINES)
    if importlib.util.find_spec("tantivy"):
        found["tantivy"] = Tantivy
    return found


def _typed(question: Question) -> str:
    words = question.words
    match question.sort:
        case "phrase" | "as written":
            return f'"{" ".join(words)}"'
        case "prefix":
            return words[0] + "*"
        case "fuzzy":
            return words[0] + "~"
        case "boolean + date":
            first, last = question.days or (date.min, date.max)
            return f"{words[0]} AND {words[1]} NOT {words[2]} date:{first}..{last}"
        case _:
            return words[0]


def _near(word: str, other: str) -> bool:
    return Levenshtein.distance(word, other, score_cutoff=1) <= 1


def resident() -> float:
    """Megabytes of this process that are in memory now."""
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6

"""Finding anything in the case files, in any spelling and script.

    query = parse("кабири dushanbe 2017-07")                what was typed; `query.chips()` tells it
    hits = find(index, query, titles_of=..., bodies_of=...)    records with snippets, marks, reasons
    index = SearchIndex(VaultStorage(connection))           add, update, remove, erase documents

Whoosh is known only to `storage` and `index`, SQL only to `storage`.
"""

from casefiles.search.hits import Hit, Hits, find
from casefiles.search.index import SearchIndex
from casefiles.search.query import Query, parse
from casefiles.search.snippets import Snippet
from casefiles.search.storage import TABLES, VaultStorage
from casefiles.search.values import Document, ScoredRef

__all__ = [
    "TABLES",
    "Document",
    "Hit",
    "Hits",
    "Query",
    "ScoredRef",
    "SearchIndex",
    "Snippet",
    "VaultStorage",
    "find",
    "parse",
]

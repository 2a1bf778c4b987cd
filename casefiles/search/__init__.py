"""Finding anything in the case files, in any spelling and script.

    query = parse("саттори dushanbe 2017-07")               what was typed; `query.chips()` tells it
    hits = find(index, query, titles_of=..., bodies_of=...)    records with snippets, marks, reasons
    index = SearchIndex(VaultStorage(connection))           add, update, remove, erase documents

Whoosh is known only to `storage` and `index`, SQL only to `storage`.
"""

from casefiles.search.hits import Hit, Hits, find, holding
from casefiles.search.index import SearchIndex
from casefiles.search.knowing import VaultRecords
from casefiles.search.query import Query, Variant, parse
from casefiles.search.snippets import Snippet
from casefiles.search.storage import TABLES, VaultStorage
from casefiles.search.values import Document, ScoredRef
from casefiles.search.widening import Widening

__all__ = [
    "TABLES",
    "Document",
    "Hit",
    "Hits",
    "Query",
    "ScoredRef",
    "SearchIndex",
    "Snippet",
    "Variant",
    "VaultRecords",
    "VaultStorage",
    "Widening",
    "find",
    "holding",
    "parse",
]

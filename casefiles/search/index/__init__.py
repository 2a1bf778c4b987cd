"""The index: Whoosh keeps it, and nothing outside this package and `storage` knows that."""

from casefiles.search.index.core import SearchIndex

__all__ = ["SearchIndex"]

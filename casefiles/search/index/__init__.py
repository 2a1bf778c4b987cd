"""The index: Whoosh keeps it, and nothing outside this package and `storage` knows that."""

from casefiles.search.index.core import SearchIndex
from casefiles.search.index.schema import ALL
from casefiles.search.index.segment import Segment

__all__ = ["ALL", "SearchIndex", "Segment"]

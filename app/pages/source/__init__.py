"""The source reader: the words of a source, what rests on them, and taking more from them."""

from app.pages.source.page import SourcePage

__all__ = ["SourcePage"]

"""Records that may be one: pair after pair, decided by a key."""

from app.pages.duplicates.page import DuplicatesPage

__all__ = ["DuplicatesPage"]

"""Searching: a question in any spelling, what was found, and why."""

from app.pages.search.page import SearchPage

__all__ = ["SearchPage"]

"""Widgets that know no records: words, icons, notices, columns."""

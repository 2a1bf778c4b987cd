"""Parts of pages that know records and the desk: links with cards, fields, sections."""

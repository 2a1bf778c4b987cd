"""Web pages: their words, as a careful person would retype them."""

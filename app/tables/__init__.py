"""Tables of very many records: a lazy model, its view, and the choice of columns."""

"""The window's side of Parvanda, and the way in: `parvanda` is `app.__main__`."""

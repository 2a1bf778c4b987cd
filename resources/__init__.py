"""Files the program carries with it: fonts, vocabularies, words, help, the example.

Where each came from and under which licence stands in ORIGINS.md. `path` is the only code here.
"""

from pathlib import Path

_HERE = Path(__file__).parent


def path(*parts: str) -> Path:
    """The path of a carried file or folder, e.g. `path("vocabularies", "acts.json")`."""
    return _HERE.joinpath(*parts)

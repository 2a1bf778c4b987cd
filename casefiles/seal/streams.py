"""What stands between age and the files of the caller: it remembers what went wrong.

The library turns an error of a file into one of its own or loses it; so each side keeps the first
trouble it saw, to be raised again in our words.
"""

from typing import Protocol

from casefiles.errors import ArchiveRefused
from casefiles.seal.age_header import Reader
from casefiles.seal.medium import reading_trouble, writing_trouble
from casefiles.stopping import pause
from casefiles.text import _


class Writer(Protocol):
    """Where sealed bytes go: a file opened for writing, or the like."""

    def write(self, data: bytes, /) -> object:
        """Take all of `data`."""
        ...


class Staging(Writer, Protocol):
    """A place that can be emptied again, and that nobody reads before all is authenticated."""

    def tell(self) -> int:
        """Where the next byte goes."""
        ...

    def seek(self, offset: int, /) -> object:
        """Go back."""
        ...

    def truncate(self) -> object:
        """Drop what follows."""
        ...


class Source:
    """Reads through, with a look ahead at the beginning."""

    def __init__(self, source: Reader) -> None:
        self._source = source
        self._ahead = b""
        self.trouble: Exception | None = None

    def peek(self, size: int) -> bytes:
        """The first `size` bytes (fewer at the end); they are still read afterwards."""
        while len(self._ahead) < size and (more := self._through(size - len(self._ahead))):
            self._ahead += more
        return self._ahead

    def read(self, size: int = -1) -> bytes:
        """At most `size` bytes; none at the end."""
        if not self._ahead:
            return self._through(size)
        size = len(self._ahead) if size < 0 else size
        piece, self._ahead = self._ahead[:size], self._ahead[size:]
        return piece

    def _through(self, size: int) -> bytes:
        try:
            pause()
            return self._source.read(size)
        except OSError as error:
            self.trouble = reading_trouble(_("The file could not be read to its end."))
            raise self.trouble from error
        except Exception as error:
            self.trouble = error
            raise


class Target:
    """Writes through, counts, and stops at a limit."""

    def __init__(self, target: Writer, limit: int | None = None) -> None:
        self._target = target
        self._limit = limit
        self.written = 0
        self.trouble: Exception | None = None

    def write(self, data: bytes) -> int:
        """Take all of `data`."""
        if self._limit is not None and self.written + len(data) > self._limit:
            self.trouble = ArchiveRefused(
                _("The archive holds more than may be taken in; nothing of it was."),
                _("Ask the sender for smaller archives."),
            )
            raise self.trouble
        try:
            self._target.write(data)
        except OSError as error:
            self.trouble = writing_trouble(error, _("The file could not be written to its end."))
            raise self.trouble from error
        except Exception as error:
            self.trouble = error
            raise
        self.written += len(data)
        return len(data)

    def flush(self) -> None:
        """Nothing waits here."""

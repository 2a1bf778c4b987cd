"""Troubles of the medium, told as errors of the world."""

import errno

from casefiles.errors import DiskFull, MediumTrouble, StorageError
from casefiles.text import _

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT}


def writing_trouble(error: OSError, sentence: str) -> StorageError:
    """`DiskFull` or `MediumTrouble` with `sentence`, to be raised from `error`."""
    if error.errno in _NO_ROOM:
        return DiskFull(sentence, _("The disk is full: make room and try again."))
    return MediumTrouble(
        sentence, _("Check that the medium is there and can be written, then try again.")
    )


def reading_trouble(sentence: str) -> MediumTrouble:
    """`MediumTrouble` with `sentence`, for a medium that cannot be read."""
    return MediumTrouble(sentence, _("Check that the medium is there, then try again."))

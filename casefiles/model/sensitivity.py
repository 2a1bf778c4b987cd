"""How far something may travel: four levels, each audience seeing its own and those below."""

from enum import IntEnum


class Sensitivity(IntEnum):
    """The closest circle something may reach. A higher level protects more.

    The numbers are stored and compared; the higher of two always holds.
    """

    OPEN = 0
    """Anybody may read it."""
    OFFICIAL = 1
    """Courts, UN bodies and other addressees in confidence, partners and ourselves."""
    PARTNER = 2
    """Partners who work on the case, and ourselves."""
    INTERNAL = 3
    """Only those who hold this vault."""

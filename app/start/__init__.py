"""Start and unlock: what is shown before a vault is open. Knows no records."""

from app.start.shell import Start

__all__ = ["Start"]

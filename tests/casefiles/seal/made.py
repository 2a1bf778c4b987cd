"""Keys made for trying: a folder, what opens it, and the bytes as they were written."""

from dataclasses import dataclass
from pathlib import Path

from casefiles.seal.opening import Unlocked
from casefiles.seal.passphrase import Cost

CHEAP = Cost(64 * 1024, 1, 1)
PASSPHRASE = "seven green lamps over the river"


@dataclass(frozen=True)
class Keys:
    """A keyring in a folder."""

    folder: Path
    made: Unlocked
    raw: bytes

    def put(self, a: bytes | None = None, b: bytes | None = None) -> None:
        """Write copies as somebody else might have left them."""
        (self.folder / "keys.a").write_bytes(self.raw if a is None else a)
        (self.folder / "keys.b").write_bytes(self.raw if b is None else b)

    def found(self) -> dict[str, bytes]:
        """Every file of the folder with its bytes."""
        return {path.name: path.read_bytes() for path in self.folder.iterdir()}


def flipped(raw: bytes, at: int, mask: int = 1) -> bytes:
    """`raw` with bits of one byte turned over."""
    return raw[:at] + bytes((raw[at] ^ mask,)) + raw[at + 1 :]

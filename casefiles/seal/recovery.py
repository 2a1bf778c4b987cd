"""The recovery sheet: the data key on paper, as 24 words.

The words are BIP-39's construction for 256 bits: the data key followed by the first byte of its
SHA-256, in 24 groups of eleven bits, high bits first, each a word of the English list. (Only the
words are BIP-39's; no seed is derived from them.) The sheet is plain text:

    # lines that begin with # are for the reader, in any language
    PARVANDA RECOVERY SHEET 1
    Vault: NAME
    Vault id: 1A2B 3C4D            first four bytes of the vault's id, hexadecimal
    Check: WORD WORD
     1 WORD    2 WORD    3 WORD    4 WORD
     ...

The two check words bind name and id to the words: the first 22 bits of HMAC-SHA256, with the sheet
key (see `derive`), over the four bytes of the id and the name in form NFKC, case folded, runs of
spaces as one, UTF-8. Typed back, case, spacing, line breaks and numbers do not matter; the 24 words
alone are enough, only then nothing tells which vault they belong to before they are tried.
"""

import hashlib
import hmac
import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

from casefiles.errors import NotUnderstood, VaultDamaged, WrongKey
from casefiles.seal.derive import DATA_KEY_SIZE, derived
from casefiles.seal.keyring import unlock, vault_ids
from casefiles.seal.opening import Unlocked
from casefiles.seal.words import BITS_A_WORD, position, words_of
from casefiles.text import _

WORDS = 24
TITLE = "PARVANDA RECOVERY SHEET 1"
TAG_SIZE = 4
LONGEST_TEXT = 20_000
_COLUMNS = 4
_LABELLED = re.compile(r"\s*(vault\s*id|vault|check)\s*:(.*)", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class RecoverySheet:
    """What a sheet holds. Name and id are empty where only the words were typed."""

    data_key: bytes = field(repr=False)
    vault_name: str = ""
    vault_tag: bytes = b""

    @classmethod
    def of(cls, vault_name: str, unlocked: Unlocked) -> "RecoverySheet":
        """The sheet of an open vault."""
        name = " ".join(vault_name.split())
        return cls(unlocked.data_key, name, unlocked.vault_id[:TAG_SIZE])


def render_sheet(sheet: RecoverySheet) -> str:
    """The sheet as plain text for printing, at most 80 columns."""
    check = " ".join(_check_words(sheet))
    tag = sheet.vault_tag.hex().upper()
    numbered = [f"{at:2} {word:<10}" for at, word in enumerate(_words(sheet.data_key), 1)]
    rows = [numbered[at : at + _COLUMNS] for at in range(0, WORDS, _COLUMNS)]
    lines = [
        *(f"# {line}" for line in _explanation()),
        "",
        TITLE,
        f"Vault: {sheet.vault_name}",
        f"Vault id: {tag[:4]} {tag[4:]}",
        f"Check: {check}",
        "",
        *("   ".join(row).rstrip() for row in rows),
    ]
    return "\n".join(lines) + "\n"


def parse_sheet(untrusted_text: str) -> RecoverySheet:
    """A sheet from typed or scanned text; raises `NotUnderstood`, telling which word is wrong."""
    if len(untrusted_text) > LONGEST_TEXT:
        raise NotUnderstood(_("This text is too long for a recovery sheet."), _way_on())
    labels, words = _split(untrusted_text)
    data_key = _data_key(words)
    tag_text = "".join(labels.get("vaultid", "").split())
    if tag_text and not re.fullmatch(r"[0-9a-fA-F]{8}", tag_text):
        raise NotUnderstood(_("The vault id on the sheet has eight signs, 0-9 and A-F."), _way_on())
    sheet = RecoverySheet(
        data_key, " ".join(labels.get("vault", "").split()), bytes.fromhex(tag_text)
    )
    typed_check = tuple(_WORD.findall(labels.get("check", "").lower()))
    if sheet.vault_name and sheet.vault_tag and typed_check != _check_words(sheet):
        raise NotUnderstood(
            _("The 24 words are right, but the vault's name, id or check words are not."),
            _("Correct those lines, or leave them out and type the 24 words alone."),
        )
    return sheet


def unlock_with_sheet(folder: Path, sheet: RecoverySheet) -> Unlocked:
    """Open the keyring in `folder`; raises `WrongKey` for another vault's sheet, and as `unlock`.

    Where both copies are damaged, the sheet's data key still opens the database: see
    `keyring.rebuild_keyring`.
    """
    tags = {vault_id[:TAG_SIZE] for vault_id in vault_ids(folder)}
    if sheet.vault_tag and tags and sheet.vault_tag not in tags:
        raise WrongKey(
            _("This is the recovery sheet of the vault “{name}”, not of this one.").format(
                name=sheet.vault_name
            ),
            _("Find the sheet of this vault; nothing was changed."),
        )
    if not tags:
        raise VaultDamaged(
            _("Both copies of the keys are damaged."),
            _("The recovery sheet can still open the case files and write new keys."),
        )
    return unlock(folder, recovery_key=sheet.data_key)


def _words(data_key: bytes) -> tuple[str, ...]:
    return words_of(data_key + hashlib.sha256(data_key).digest()[:1], WORDS)


def _check_words(sheet: RecoverySheet) -> tuple[str, ...]:
    name = unicodedata.normalize("NFKC", " ".join(sheet.vault_name.split())).casefold()
    key = derived(sheet.data_key, "sheet key", 32)
    return words_of(hmac.digest(key, sheet.vault_tag + name.encode(), "sha256"), 2)


def _split(text: str) -> tuple[dict[str, str], list[str]]:
    labels: dict[str, str] = {}
    words: list[str] = []
    for line in text.splitlines():
        if line.lstrip().startswith("#") or " ".join(line.upper().split()) == TITLE:
            continue
        if labelled := _LABELLED.match(line):
            labels["".join(labelled[1].lower().split())] = labelled[2]
        else:
            words += _WORD.findall(unicodedata.normalize("NFKC", line).lower())
    return labels, words


def _data_key(words: list[str]) -> bytes:
    if len(words) != WORDS:
        raise NotUnderstood(
            _("A recovery sheet has 24 words; {n} were found.").format(n=len(words)), _way_on()
        )
    positions = [position(word) for word in words]
    unknown = [str(at) for at, place in enumerate(positions, 1) if place is None]
    if unknown:
        raise NotUnderstood(
            _("Not in the list of words: word number {numbers}.").format(
                numbers=", ".join(unknown)
            ),
            _way_on(),
        )
    number = 0
    for place in positions:
        number = number << BITS_A_WORD | (place or 0)
    raw = number.to_bytes(DATA_KEY_SIZE + 1, "big")
    if hashlib.sha256(raw[:-1]).digest()[:1] != raw[-1:]:
        raise NotUnderstood(
            _("The words do not fit together: one is another word, or two changed places."),
            _way_on(),
        )
    return raw[:-1]


def _explanation() -> list[str]:
    return [
        _("Who holds this sheet can open the vault without the passphrase."),
        _("Keep it on paper, away from the computer. Never photograph it."),
        _("To use it, type the lines below, or only the 24 words."),
    ]


def _way_on() -> str:
    return _("Compare with the sheet and type it again.")

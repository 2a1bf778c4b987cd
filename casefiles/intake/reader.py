"""Bytes of a file in, checked plain text out: the door through which every document comes."""

from dataclasses import dataclass, replace

from casefiles.intake import confine, wording
from casefiles.intake.readers import readers_of
from casefiles.intake.reading import Note, Part
from casefiles.intake.sandbox import Confinement, Limits

USUAL = Limits()


@dataclass(frozen=True, slots=True)
class ReadText:
    """A text as it was read. Line ends are LF; nothing else was changed.

    `encoding` is the usual name ("utf-8", "koi8-r"); `notes` are sentences about anything that was
    left out, replaced or guessed; `lines` counts as `LineMap` does. `parts` are the documents that
    the file says it is made of.
    """

    text: str
    encoding: str
    notes: tuple[str, ...]
    lines: int
    confinement: Confinement
    parts: tuple[Part, ...] = ()


def read_text(untrusted_bytes: bytes, *, limits: Limits = USUAL) -> ReadText:
    """Read a file's bytes in a confined process; raises `UnreadableFile` with a sentence."""
    readers = readers_of(untrusted_bytes)
    patience = max(reader.patience for reader in readers)
    limits = replace(
        limits,
        cpu_seconds=limits.cpu_seconds * patience,
        wall_seconds=limits.wall_seconds * patience,
    )
    names = tuple(reader.name for reader in readers)
    answer = confine.read_with(names, untrusted_bytes, limits=limits)
    notes = [*answer.notes] if answer.confinement.full else [*answer.notes, Note("limited")]
    told = tuple(wording.note(note) for note in notes)
    return ReadText(
        answer.text, answer.encoding, told, answer.lines, answer.confinement, answer.parts
    )

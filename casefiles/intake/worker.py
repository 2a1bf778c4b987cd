"""The program that reads one file from outside: shut in first, then reads, answers, and ends.

Started by `confine` as a fresh interpreter. Standard input carries a length and the bytes, standard
output one answer (its form: `answers`). Arguments: a reader's name and the limits as numbers.
"""

import os
import sys

from casefiles.intake import answers
from casefiles.intake.readers import READERS
from casefiles.intake.reading import Reader, Reading, Refusal
from casefiles.intake.sandbox import Confinement, Limits, confine


def main(arguments: list[str]) -> None:
    """Read what comes on standard input and answer on standard output."""
    name, memory, cpu_seconds, input_bytes = arguments
    limits = Limits(int(memory), int(cpu_seconds), input_bytes=int(input_bytes))
    reader = next(reader for reader in READERS if reader.name == name)
    reader.prepare()
    confinement = confine(limits)
    data = answers.receive(sys.stdin.fileno(), limits.input_bytes)
    answers.send(sys.stdout.fileno(), _reading(reader, data, confinement), confinement)
    os._exit(0)


def _reading(reader: Reader, data: bytes, confinement: Confinement) -> Reading | Refusal:
    if reader.needs_full and not confinement.full:
        return Refusal("unconfined")
    try:
        return reader.read(data)
    except Refusal as refusal:
        return refusal
    except MemoryError:
        return Refusal("memory")


if __name__ == "__main__":
    main(sys.argv[1:])

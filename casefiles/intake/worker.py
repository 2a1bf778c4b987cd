"""The program that reads files from outside: shut in first, then reads, answers, and ends.

Started by `children` as a fresh interpreter. Standard input carries a length and the bytes,
standard output one answer (its form: `answers`). Arguments: a reader's name and the limits as
numbers; or "many" and two open files, see `nursery`.
"""

import json
import os
import select
import sys
from typing import IO

from casefiles.intake import answers
from casefiles.intake.readers import READERS
from casefiles.intake.reading import Reader, Reading, Refusal
from casefiles.intake.sandbox import Confinement, Limits, confine

_NAMED = {reader.name: reader for reader in READERS}


def main(arguments: list[str]) -> None:
    """Read what comes on standard input and answer on standard output."""
    if arguments[0] == "many":
        _many(int(arguments[1]), int(arguments[2]))
        return
    name, memory, cpu_seconds, input_bytes = arguments
    reader = _NAMED[name]
    reader.prepare()
    _one(reader, Limits(int(memory), int(cpu_seconds), input_bytes=int(input_bytes)))


def _one(reader: Reader, limits: Limits) -> None:
    """Never returns: nothing else is done in a process that has read a file."""
    status = 1
    try:
        confinement = confine(limits)
        data = answers.receive(sys.stdin.fileno(), limits.input_bytes)
        answers.send(sys.stdout.fileno(), _reading(reader, data, confinement), confinement)
        status = 0
    finally:
        os._exit(status)


def _reading(reader: Reader, data: bytes, confinement: Confinement) -> Reading | Refusal:
    if reader.needs_full and not confinement.full:
        return Refusal("unconfined")
    try:
        return reader.read(data)
    except Refusal as refusal:
        return refusal
    except MemoryError:
        return Refusal("memory")


def _many(requests: int, told: int) -> None:
    """Fork a child for each file that is asked for; end as soon as one of them does not end well.

    This process reads the requests alone, never a byte of a file.
    """
    for reader in READERS:
        reader.prepare()
    # Not read ahead: what is there to be read must be seen from outside, too.
    with os.fdopen(requests, "rb", buffering=0) as wanted:
        while line := wanted.readline():
            name, memory, cpu_seconds, input_bytes = json.loads(line)
            child = os.fork()
            if child == 0:
                os.close(requests)
                os.close(told)
                _one(_NAMED[name], Limits(memory, cpu_seconds, input_bytes=input_bytes))
            _child, status = os.waitpid(child, 0)
            if status or not _all_read(wanted):
                _end_like(status)
            os.write(told, answers.ENDED_WELL)


def _all_read(wanted: IO[bytes]) -> bool:
    """Whether the file was handed over whole, and the child left nothing of it for the next."""
    stdin = sys.stdin.fileno()
    ready = select.select([wanted, stdin], [], [])[0]
    if stdin in ready or wanted.readline() != answers.HANDED_OVER:
        return False
    return not select.select([stdin], [], [], 0)[0]


def _end_like(status: int) -> None:
    """End as the child did, so that the one who asked learns why."""
    if os.WIFSIGNALED(status):
        os.kill(os.getpid(), os.WTERMSIG(status))
    os._exit(1)


if __name__ == "__main__":
    main(sys.argv[1:])

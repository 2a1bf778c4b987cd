"""Many files one after the other, each in a child of its own that is there at once.

Starting an interpreter takes a tenth of a second. So one is started that loads the readers, reads
nothing itself, and forks for each file a child that shuts itself in. It was spawned like any worker
and holds no key, and no child sees a process in which another file was read.

What a taken-over child could do to the next file is ruled out: what is asked for, that a file was
handed over whole, and that a child has ended, goes through pipes that children close before they
read; its end is waited for; and an answer counts only if the child ended well and, with all handed
over, nothing is left in the pipes it had.
"""

import contextlib
import json
import os
import subprocess
import sys

from casefiles.intake import answers, children
from casefiles.intake.answers import BadAnswer, ReaderAnswer
from casefiles.intake.sandbox import Limits

CAN_FORK = sys.platform == "linux"


class Nursery:
    """Where children come from, until it is closed. After a child that did not end well the whole
    is started anew. For one thread."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._requests = self._told = -1

    def read(self, reader_name: str, untrusted_bytes: bytes, limits: Limits) -> ReaderAnswer:
        """Let one reader read in a child; raises `UnreadableFile`."""
        process = self._process or self._start()
        answered = False
        with children.watched(process, limits.wall_seconds) as overdue:
            try:
                answer = self._ask(process, reader_name, untrusted_bytes, limits)
                answered = True
            except BadAnswer:
                raise children.reason(self.close(), overdue) from None
            finally:
                if not answered:
                    self.close()
        return answer

    def close(self) -> int:
        """End it; returns how it ended."""
        process, self._process = self._process, None
        for pipe in (self._requests, self._told):
            if pipe >= 0:
                os.close(pipe)
        self._requests = self._told = -1
        return children.end(process) if process is not None else 0

    def _start(self) -> "subprocess.Popen[bytes]":
        requests, self._requests = os.pipe()
        self._told, told = os.pipe()
        try:
            self._process = children.start("many", requests, told, inherited=(requests, told))
        except BaseException:
            self.close()
            raise
        finally:
            os.close(requests)
            os.close(told)
        return self._process

    def _ask(
        self,
        process: "subprocess.Popen[bytes]",
        reader_name: str,
        untrusted_bytes: bytes,
        limits: Limits,
    ) -> ReaderAnswer:
        assert process.stdin is not None
        assert process.stdout is not None
        wanted = [reader_name, limits.memory, limits.cpu_seconds, limits.input_bytes]
        with contextlib.suppress(BrokenPipeError):
            os.write(self._requests, json.dumps(wanted).encode() + b"\n")
        children.hand_over(process.stdin, untrusted_bytes)
        with contextlib.suppress(BrokenPipeError):
            os.write(self._requests, answers.HANDED_OVER)
        answer = answers.check(process.stdout, len(untrusted_bytes))
        if os.read(self._told, 1) != answers.ENDED_WELL:
            raise BadAnswer
        os.set_blocking(process.stdout.fileno(), False)
        answers.check_end(process.stdout)
        os.set_blocking(process.stdout.fileno(), True)
        return answer

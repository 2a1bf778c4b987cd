"""A seccomp filter that leaves a process nothing but memory and the pipes it already holds.

The list names what is *allowed*; every other system call answers EPERM: opening (reading as well
as writing), sockets, starting programs, new processes and threads, and memory that can be executed.
A call of another architecture kills the process, because its numbers mean other things.

Format: struct sock_filter of <linux/filter.h> and struct seccomp_data of <linux/seccomp.h>;
kernel documentation, userspace-api/seccomp_filter. Numbers: the kernel's syscall tables of each
architecture.
"""

import ctypes
import os
import struct
import sys

_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_NUMBER, _ARCHITECTURE, _THIRD_ARGUMENT = 0, 4, 32
_ALLOW, _KILL, _DENY = 0x7FFF0000, 0x80000000, 0x00050001
"""SECCOMP_RET_ALLOW, SECCOMP_RET_KILL_PROCESS, and SECCOMP_RET_ERRNO with EPERM."""

_PROT_EXEC = 4
_OTHER_ABI = 0x40000000
"""Numbers from here on are the x32 calls of x86_64: another way to the same kernel functions."""

_PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _FILTER_MODE = 38, 22, 2

_AUDIT_NAMES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}

# read write close fstat lseek munmap brk rt_sigaction rt_sigprocmask rt_sigreturn sched_yield
# mremap madvise getpid exit gettimeofday sigaltstack gettid futex restart_syscall clock_gettime
# exit_group getrandom rseq
_ALLOWED = {
    "x86_64": (
        *(0, 1, 3, 5, 8, 11, 12, 13, 14, 15, 24, 25, 28, 39, 60, 96),
        *(131, 186, 202, 219, 228, 231, 318, 334),
    ),
    "aarch64": (
        *(63, 64, 57, 80, 62, 215, 214, 134, 135, 139, 124, 216, 233, 172, 93, 169),
        *(132, 178, 98, 128, 113, 94, 278, 293),
    ),
}
_NOT_EXECUTABLE = {"x86_64": (9, 10), "aarch64": (222, 226)}
"""mmap and mprotect: allowed unless the memory could be executed."""


def program(machine: str) -> bytes:
    """The filter for a machine as the kernel reads it, eight bytes an instruction."""
    steps = [_step(_LOAD, _ARCHITECTURE), *_unless(_EQUAL, _AUDIT_NAMES[machine], _KILL)]
    steps += [_step(_LOAD, _NUMBER), *_where(_AT_LEAST, _OTHER_ABI, _KILL)]
    for number in _ALLOWED[machine]:
        steps += _where(_EQUAL, number, _ALLOW)
    for number in _NOT_EXECUTABLE[machine]:
        steps.append(_step(_EQUAL, number, 0, 4))
        steps.append(_step(_LOAD, _THIRD_ARGUMENT))
        steps += [*_where(_ANY_BIT, _PROT_EXEC, _DENY), _step(_RETURN, _ALLOW)]
    steps.append(_step(_RETURN, _DENY))
    return b"".join(steps)


def machine() -> str | None:
    """The architecture whose numbers apply here, None where we know none."""
    if sys.platform != "linux" or sys.maxsize < 2**32:
        return None
    name = os.uname().machine
    return name if name in _ALLOWED else None


def apply() -> bool:
    """Put this process under the filter for good. False where the kernel does not have it."""
    name = machine()
    if name is None:
        return False
    instructions = program(name)
    room = ctypes.create_string_buffer(instructions, len(instructions))
    head = struct.pack("@HP", len(instructions) // 8, ctypes.addressof(room))
    header = ctypes.create_string_buffer(head, len(head))
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    number = ctypes.c_ulong
    if prctl(_PR_SET_NO_NEW_PRIVS, number(1), number(0), number(0), number(0)) != 0:
        return False
    address = number(ctypes.addressof(header))
    return bool(
        prctl(_PR_SET_SECCOMP, number(_FILTER_MODE), address, number(0), number(0)) == 0,
    )


def _step(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("=HBBI", code, if_true, if_false, value)


def _where(test: int, value: int, answer: int) -> list[bytes]:
    return [_step(test, value, 0, 1), _step(_RETURN, answer)]


def _unless(test: int, value: int, answer: int) -> list[bytes]:
    return [_step(test, value, 1, 0), _step(_RETURN, answer)]

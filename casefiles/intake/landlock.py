"""Landlock: a process gives up the file system, the network and signals to others, for good.

A ruleset that handles every right and grants none. It stands behind the seccomp filter: where one
of the two has a hole, the other still holds. Numbers and layout: <linux/landlock.h>, kernel
documentation userspace-api/landlock; system calls 444 and 446 on every architecture.
"""

import ctypes
import os
import struct
import sys

_CREATE_RULESET, _RESTRICT_SELF = 444, 446
_ASK_VERSION = 1
_PR_SET_NO_NEW_PRIVS = 38

_FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
"""How many rights over files each version of the interface knows; later ones added none."""

_BIND_AND_CONNECT = 0b11
_ABSTRACT_SOCKETS_AND_SIGNALS = 0b11


def version() -> int:
    """The kernel's Landlock version, 0 where it has none."""
    if sys.platform != "linux":
        return 0
    call = ctypes.CDLL(None, use_errno=True).syscall
    return max(0, int(call(_CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint(_ASK_VERSION))))


def apply() -> bool:
    """Put this process under an empty ruleset. False where the kernel does not have Landlock."""
    known = version()
    if known == 0:
        return False
    attributes = ruleset(known)
    libc = ctypes.CDLL(None, use_errno=True)
    size = ctypes.c_size_t(len(attributes))
    rules = int(libc.syscall(_CREATE_RULESET, attributes, size, ctypes.c_uint(0)))
    if rules < 0:
        return False
    try:
        number = ctypes.c_ulong
        libc.prctl(_PR_SET_NO_NEW_PRIVS, number(1), number(0), number(0), number(0))
        return int(libc.syscall(_RESTRICT_SELF, rules, ctypes.c_uint(0))) == 0
    finally:
        os.close(rules)


def ruleset(version: int) -> bytes:
    """struct landlock_ruleset_attr with every right that this version can withhold."""
    fields = [(1 << _FILE_RIGHTS.get(version, 16)) - 1]
    if version >= 4:
        fields.append(_BIND_AND_CONNECT)
    if version >= 6:
        fields.append(_ABSTRACT_SOCKETS_AND_SIGNALS)
    return struct.pack(f"={len(fields)}Q", *fields)

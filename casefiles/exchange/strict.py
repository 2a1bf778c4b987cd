"""JSON from outside, read exactly: one meaning, bounded, or not at all.

Python's reader takes the last of two equal keys, `NaN`, and numbers of any length; two programs
that read one file differently are how a signed text comes to say two things. Here a key occurs
once, numbers are finite and short, nesting is shallow, and text is UTF-8 without lone surrogates.
"""

import json
import math
from typing import Any

from casefiles.errors import NotUnderstood
from casefiles.text import _

DEEPEST = 12
LONGEST_NUMBER = 24


def read_object(untrusted: bytes) -> dict[str, Any]:
    """The JSON object in these bytes; raises `NotUnderstood`."""
    try:
        found = json.loads(
            untrusted.decode("utf-8"),
            object_pairs_hook=_once,
            parse_constant=_refuse,
            parse_int=_whole,
            parse_float=_fraction,
        )
        if not isinstance(found, dict):
            raise TypeError
        _look_through(found, DEEPEST)
    except (ValueError, TypeError, RecursionError) as problem:
        raise NotUnderstood(_("This is not well-formed JSON of one meaning.")) from problem
    return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError
    return found


def _refuse(_constant: str) -> None:
    raise ValueError


def _whole(digits: str) -> int:
    if len(digits) > LONGEST_NUMBER:
        raise ValueError
    return int(digits)


def _fraction(digits: str) -> float:
    number = float(digits)
    if len(digits) > LONGEST_NUMBER or not math.isfinite(number):
        raise ValueError
    return number


def _look_through(value: object, depth: int) -> None:
    """Bound the nesting, and refuse text that no UTF-8 can hold."""
    if not depth:
        raise ValueError
    if isinstance(value, str):
        value.encode()
    elif isinstance(value, dict):
        for key, inner in value.items():
            key.encode()
            _look_through(inner, depth - 1)
    elif isinstance(value, list):
        for inner in value:
            _look_through(inner, depth - 1)

"""The command line: every act of the user that needs no window. Imports no Qt.

Verbs use the window's words, print for people, and with `--json` for programs (JSON on standard
output, messages on standard error). Exit codes: 0 done, 1 refused with a sentence, 2 wrong usage.
A passphrase comes from a prompt or from a file, never from an argument or the environment.
"""

import re
import sys
from collections.abc import Sequence

import typer
from typer.exceptions import TyperException

from casefiles.cli import (
    bringing,
    deciding,
    finding,
    history,
    leaving,
    mentioning,
    sharing,
    vaults,
)
from casefiles.cli.output import remark
from casefiles.errors import CaseFileError
from casefiles.text import _

DONE, REFUSED, MISUSED = 0, 1, 2

_HALVES = re.compile("[\ud800-\udfff]")
"""What Python makes of bytes in a command that are no text. In the name of a file they are fine."""

_FAMILIES = (vaults, bringing, finding, mentioning, deciding, leaving, sharing, history)
"""The verbs, a module a family; `add_to` puts them on the command line in this order."""


def main(arguments: Sequence[str]) -> int:
    """Run one command; returns its exit code. Faults of ours are left to rise."""
    program = typer.Typer(
        help=_("Offline, encrypted case files for people who document human-rights violations."),
        add_completion=False,
        no_args_is_help=True,
        pretty_exceptions_enable=False,  # they would show values
        rich_markup_mode=None,
    )
    for family in _FAMILIES:
        family.add_to(program)
    try:
        returned = program(list(arguments), prog_name="parvanda", standalone_mode=False)
    except CaseFileError as trouble:
        remark(str(trouble))
        return REFUSED
    except TyperException as misuse:
        # A usage error shows itself with the usage line; the plain class has only its message.
        show = getattr(misuse, "show", None)
        if show is None:
            sys.stderr.write(f"{misuse}\n")
        else:
            show()
        return MISUSED
    except (typer.Abort, KeyboardInterrupt):
        sys.stderr.write(_("Stopped. Nothing that was not saved before was changed.") + "\n")
        return REFUSED
    except UnicodeEncodeError:
        if not any(_HALVES.search(word) for word in arguments):
            raise
        sys.stderr.write(_("A part of this command is no readable text; nothing was done.") + "\n")
        return REFUSED
    except BrokenPipeError:
        return DONE  # who read our output has seen enough
    return returned if isinstance(returned, int) else DONE

"""`parvanda` starts here: precautions first; then, without a verb, the keeper of the window, which
starts this again with `--window`; else the command line, which loads no Qt."""

import gc
import sys

from app import precautions

FAULT_OF_OURS = 70  # EX_SOFTWARE of sysexits.h: neither done (0), refused (1) nor misused (2)
WINDOW = "--window"
"""What the keeper starts the window with; not for people."""


def main() -> int:
    """Run `parvanda` with the arguments it was started with; returns its exit code."""
    precautions.take()
    try:
        return _run(sys.argv[1:])
    except Exception as fault:  # noqa: BLE001 - told without its values, whatever it is
        precautions.report(fault)
        return FAULT_OF_OURS


def _run(arguments: list[str]) -> int:
    # Imported here, so that the precautions stand before anything that could hold a secret.
    if not arguments:
        from app.keeper import keep

        return keep()
    if arguments == [WINDOW]:
        # The window collects garbage when it is quiet; loading it makes none worth a pause.
        gc.disable()
        from app.main import main as show

        return show()
    from casefiles.cli import main as run

    return run(arguments)


if __name__ == "__main__":
    sys.exit(main())

"""`parvanda` starts here: precautions first, then the command line; Qt only without a verb."""

import sys

from app import precautions

FAULT_OF_OURS = 70  # EX_SOFTWARE of sysexits.h: neither done (0), refused (1) nor misused (2)


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
    from casefiles.cli import main as run
    from casefiles.text import _

    if not arguments:
        sys.stdout.write(
            _(
                "This version of Parvanda works from the command line; its window comes with the\n"
                "next one. Write one of the verbs below after 'parvanda'. 'parvanda VERB --help'\n"
                "explains a verb, and 'make run' shows all of it on an invented passphrase and\n"
                "the example vault.\n\n"
            )
        )
        sys.stdout.flush()
        arguments = ["--help"]
    return run(arguments)


if __name__ == "__main__":
    sys.exit(main())

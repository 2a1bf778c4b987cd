"""What an archive would take along, in words: counts by kind, and what stays at home."""

from collections.abc import Mapping

from casefiles.model.kinds import BY_NAME, KINDS
from casefiles.release.derive import Withheld
from casefiles.text import _, many


def by_kind(counts: Mapping[str, int]) -> list[str]:
    """One line a kind, in the order in which kinds stand everywhere."""
    return [
        f"{counts[kind.name]}  {_(_word(kind.name, counts[kind.name]))}"
        for kind in KINDS
        if counts.get(kind.name)
    ]


def stays(withheld: Withheld) -> list[str]:
    """What stays at home, and what goes along though nobody could look into it."""
    told = [
        _("Stays at home: {s}, {r}, {f}.").format(
            s=many("{n} statement", "{n} statements", withheld.statements + withheld.naming),
            r=many("{n} record", "{n} records", withheld.records),
            f=many("{n} file", "{n} files", withheld.files),
        )
    ]
    if withheld.naming:
        told.append(
            many(
                "{n} of these statements names somebody protected.",
                "{n} of these statements name somebody protected.",
                withheld.naming,
            )
        )
    if withheld.unexamined:
        told.append(
            many(
                "{n} file goes along unexamined: nobody can search pictures or sound.",
                "{n} files go along unexamined: nobody can search pictures or sound.",
                withheld.unexamined,
            )
        )
    return told


def _word(kind: str, count: int) -> str:
    words = BY_NAME[kind].words
    return words.one if count == 1 else words.more

"""What would leave with an archive or a dossier, in words and counts, and what stays at home."""

from collections.abc import Mapping, Sequence

from casefiles.dossier.making import MadeDossier
from casefiles.model.kinds import BY_NAME, KINDS
from casefiles.model.phrases import inside
from casefiles.operations.checking import WeakPlace, counted
from casefiles.release.derive import Withheld
from casefiles.text import _, many


def by_kind(counts: Mapping[str, int]) -> list[str]:
    """One line a kind, in the order in which kinds stand everywhere."""
    return [
        f"{_right(counts[kind.name])}  {_(_word(kind.name, counts[kind.name]))}"
        for kind in KINDS
        if counts.get(kind.name)
    ]


def in_a_line(counts: Mapping[str, int]) -> str:
    """The same within a sentence, in whatever form a language wants the word after a number."""
    told = [
        f"{inside(_(_word(kind.name, counts[kind.name])))} ({counts[kind.name]})"
        for kind in KINDS
        if counts.get(kind.name)
    ]
    return ", ".join(told)


def fingerprint(digest: str) -> str:
    """A file's SHA-256, in groups: read to somebody they are not lost, and lines can break."""
    groups = " ".join(digest[at : at + 8] for at in range(0, len(digest), 8))
    return _("SHA-256: {digest}").format(digest=groups)


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


def leaving(made: MadeDossier) -> str:
    """What leaves with a dossier and what stays, in counts."""
    sources = sum(note.same_as is None for note in made.outline.sources)
    counts = (
        many("{n} page", "{n} pages", made.pages),
        many("{n} person by name", "{n} persons by name", len(made.people)),
        many("{n} source", "{n} sources", sources),
    )
    stay = (
        many("{n} statement", "{n} statements", made.left_out.statements),
        many("{n} record", "{n} records", made.left_out.records),
    )
    return " ".join(
        (
            _("What leaves: {counts}.").format(counts=", ".join(counts)),
            _("Left out: {counts}.").format(counts=", ".join(stay)),
        )
    )


def to_look_at(places: Sequence[WeakPlace]) -> str:
    """What should be looked at before a dossier leaves, in counts."""
    told = ", ".join(counted(places))
    return _("To look at first: {counts}.").format(counts=told) if told else ""


def looked_through(made: MadeDossier) -> str:
    """How a dossier was looked through for protected names; empty if there are none."""
    if not made.scanned.names:
        return ""
    return many(
        "Looked for {n} protected name: it is not there.",
        "Looked for {n} protected names: none is there.",
        made.scanned.names,
    )


def _right(count: int) -> str:
    """With room before it as wide as digits, so that units stand under units."""
    return str(count).rjust(3, "\u2007")


def _word(kind: str, count: int) -> str:
    words = BY_NAME[kind].words
    return words.one if count == 1 else words.more

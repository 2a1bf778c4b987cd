"""Verbs that find records, show them, and compare names."""

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from casefiles.cli.opening import Json, KeyFile, PassphraseFile, VaultAt, opened, read_text
from casefiles.cli.output import give, say
from casefiles.model.kinds import BY_NAME, kind_named
from casefiles.names.compare import Comparison, compare
from casefiles.operations.facets import count_facets
from casefiles.operations.searching import Findings, Found, search, search_trash
from casefiles.operations.showing import Field, Sheet, sheet
from casefiles.text import N_, _

_MOST = 20
_MOST_FOR_PROGRAMS, _MOST_OF_A_KIND = 500, 50


def add_to(program: typer.Typer) -> None:
    """Put the verbs on the command line."""
    program.command("search")(search_)
    program.command()(show)
    program.command()(names)


def search_(  # noqa: PLR0913 - a verb's options are its arguments
    vault: VaultAt,
    query: Annotated[str, typer.Argument(metavar="QUERY")],
    *,
    kind: Annotated[
        list[str] | None, typer.Option(metavar="K", help=N_("Only this kind of record."))
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option(
            min=1,
            max=1000,
            help=N_("At most so many. Otherwise 20, and for programs 50 of each kind."),
        ),
    ] = None,
    trash: Annotated[
        bool, typer.Option("--trash", help=N_("Look through the trash, too."))
    ] = False,
    facets: Annotated[
        bool, typer.Option("--facets", help=N_("Count what was found: kinds, years, places …"))
    ] = False,
    passphrase_file: PassphraseFile = None,
    key_file: KeyFile = None,
    as_json: Json = False,
) -> None:
    """Find anything, in any spelling and script."""
    kinds = [kind_named(one).name for one in kind or ()]
    with opened(vault, passphrase_file, key_file) as it:
        most = limit or (_MOST_FOR_PROGRAMS if as_json else _MOST)
        found = search(it, text=query, kinds=kinds, limit=most)
        if as_json and limit is None:
            found = _best_of_each_kind(found)
        trashed = search_trash(it, text=query, limit=most) if trash else ()
        groups = count_facets(it, text=query, kinds=kinds) if facets else ()
    if as_json:
        give(_findings_json(found) | {"trash": [[str(ref), title] for ref, title in trashed]})
        return
    _say_findings(found)
    for group in groups:
        counted = "   ".join(f"{one.label} {one.count}" for one in group.values)
        say(f"{group.label}: {counted}")
    for ref, title in trashed:
        say(_("In the trash: {title}   {ref}").format(title=title, ref=ref))


def show(
    vault: VaultAt,
    ref: Annotated[str, typer.Argument(metavar="REF")],
    *,
    passphrase_file: PassphraseFile = None,
    key_file: KeyFile = None,
    as_json: Json = False,
) -> None:
    """Show what is said about a record, by whom and on what basis."""
    with opened(vault, passphrase_file, key_file) as it:
        told = sheet(it, ref=it.reader.find(ref))
    if as_json:
        give(_sheet_json(told))
        return
    say(f"{told.title}   [{_(BY_NAME[told.ref.kind].words.one)}]")
    say(str(told.ref))
    for field in told.fields:
        _say_field(field)
    for leading in told.leading:
        say(f"\n{leading.label}:")
        for other, title in leading.records:
            say(f"  {title}   {other}")


def names(
    names_given: Annotated[list[str] | None, typer.Argument(metavar="NAME NAME")] = None,
    *,
    pairs: Annotated[
        Path | None, typer.Option(metavar="FILE.tsv", help=N_("Two names a line, a tab between."))
    ] = None,
    as_json: Json = False,
) -> None:
    """Say whether two names can be the same person's, and why."""
    if pairs is not None:
        for line in read_text(pairs).splitlines():
            if line.strip():
                one, _tab, other = line.partition("\t")
                _say_comparison(one, other.strip(), compare(one, other.strip()), as_json=True)
        return
    if len(names_given or ()) != 2:
        raise typer.BadParameter(_("Name two names, or --pairs FILE."))
    one, other = names_given or ("", "")
    _say_comparison(one, other, compare(one, other), as_json=as_json)


def _best_of_each_kind(findings: Findings) -> Findings:
    """The best of each kind: hundreds of incidents must not hide the sources behind them."""
    counts = Counter[str]()
    kept: list[Found] = []
    for one in findings.found:
        counts[one.hit.ref.kind] += 1
        if counts[one.hit.ref.kind] <= _MOST_OF_A_KIND:
            kept.append(one)
    return replace(findings, found=tuple(kept))


def _say_findings(findings: Findings) -> None:
    say(_("Looked for: {chips}").format(chips=", ".join(findings.query.chips())))
    for words, variants in _by_word(findings).items():
        say(_("{word}, also: {others}").format(word=words, others=", ".join(variants)))
    for note in findings.notes:
        say(note)
    for one in findings.found:
        _say_hit(one)
    if not findings.found:
        say(_("Nothing was found. Try fewer words, another spelling, or the beginning of a word*."))


def _by_word(findings: Findings) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in findings.query.variants:
        if not one.left_out:
            found.setdefault(one.typed, []).append(one.other)
    return found


def _findings_json(findings: Findings) -> dict[str, Any]:
    return {
        "query": list(findings.query.chips()),
        "also": _by_word(findings),
        "notes": list(findings.notes),
        "meant": list(findings.meant),
        "hits": [_hit_json(one) for one in findings.found],
    }


def _say_hit(found: Found) -> None:
    hit = found.hit
    say(f"\n{hit.title}   [{_(BY_NAME[hit.ref.kind].words.one)}]")
    say(f"  {hit.ref}   {found.file_name}".rstrip())
    if hit.why:
        say(f"  {', '.join(hit.why)}")
    for snippet, passage in zip(hit.snippets, found.passages, strict=True):
        if snippet.marks:
            words = " ".join(_marked(snippet.text, snippet.marks).split())
            say(f"    {passage + ': ' if passage else ''}{words}")
    for copy in found.copies:
        say("  " + _("also printed as {ref} in {file}").format(ref=copy.ref, file=copy.file_name))


def _marked(text: str, marks: tuple[tuple[int, int], ...]) -> str:
    parts, last = [], 0
    for start, end in marks:
        parts += [text[last:start], "[", text[start:end], "]"]
        last = end
    return "".join([*parts, text[last:]])


def _hit_json(found: Found) -> dict[str, Any]:
    hit = found.hit
    return {
        "ref": str(hit.ref),
        "kind": hit.ref.kind,
        "title": hit.title,
        "score": hit.score,
        "file_name": found.file_name,
        "snippets": [
            {"text": one.text, "marks": [list(mark) for mark in one.marks], "passage": passage}
            for one, passage in zip(hit.snippets, found.passages, strict=True)
        ],
        "why": list(hit.why),
        "copies": [{"ref": str(one.ref), "file_name": one.file_name} for one in found.copies],
    }


def _say_field(field: Field) -> None:
    disputed = "   " + _("(sources disagree)") if field.disputed else ""
    say(f"\n{field.label}{disputed}")
    for told in field.values:
        remarks = f" ({'; '.join(told.remarks)})" if told.remarks else ""
        lead = f"   {told.leads_to}" if told.leads_to else ""
        say(f"  {told.words}{remarks}{lead}")
        for source in told.sources:
            say(f"      {source}")
        if words := told.origins.words():
            say(f"      {words}")


def _sheet_json(told: Sheet) -> dict[str, Any]:
    return {
        "ref": str(told.ref),
        "kind": told.ref.kind,
        "title": told.title,
        "fields": [
            {
                "property": field.name,
                "label": field.label,
                "disputed": field.disputed,
                "values": [
                    {
                        "claim": str(one.claim),
                        "words": one.words,
                        "ref": str(one.leads_to) if one.leads_to else None,
                        "remarks": list(one.remarks),
                        "sources": list(one.sources),
                        "origins": [one.origins.least, one.origins.most],
                    }
                    for one in field.values
                ],
            }
            for field in told.fields
        ],
        "linked": [
            {"label": one.label, "records": [[str(ref), title] for ref, title in one.records]}
            for one in told.leading
        ],
    }


def _say_comparison(one: str, other: str, told: Comparison, *, as_json: bool) -> None:
    if as_json:
        give(
            {
                "a": one,
                "b": other,
                "same": told.same,
                "verdict": told.verdict,
                "why": list(told.why),
            }
        )
        return
    say({"same": _("Same"), "different": _("Different"), "unsure": _("Unsure")}[told.verdict])
    for reason in told.why:
        say(f"  {reason}")

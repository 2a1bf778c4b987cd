"""An incident in a sentence that is put together from the data, every name in it a link."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from casefiles.insight.acts import ActRow
from casefiles.insight.parts import Sketch
from casefiles.ledger.origins import Origins
from casefiles.ledger.reader import Statement
from casefiles.model.ids import Ref
from casefiles.model.phrases import inside
from casefiles.model.vocabulary import load
from casefiles.text import _, language, many

_MOST_ACTS = 4
_MOST_NAMES = 3
_CERTAINTIES = ("stated", "reported", "alleged", "inferred", "denied")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a sentence; `ref` where it leads to a record."""

    text: str
    ref: Ref | None


Runs = tuple[Run, ...]


def headline(
    sketch: Sketch,
    rows: Sequence[ActRow],
    alleged: Sequence[tuple[Ref, Statement]],
    origins: Origins,
) -> tuple[Run, ...]:
    """ "House search of A and B in C, on 8 July 2017, by police (alleged). 4 sources ..." """
    parts = [_what(sketch, rows), _where(sketch), _when(sketch), _by(sketch, alleged)]
    told: list[Run] = list(parts[0])
    told += [Run(" ", None), *parts[1]] if parts[1] else []
    for part in parts[2:]:
        told += [Run(", ", None), *part] if part else []
    told.append(Run(". " + _sources(origins), None))
    return _merged(told)


def _what(sketch: Sketch, rows: Sequence[ActRow]) -> Runs:
    """The acts and those whom they struck; the title where no act is told."""
    acts = list(dict.fromkeys(row.act for row in rows))
    if not acts:
        return (Run(sketch.names.of(sketch.ref), None),)
    words = [acts[0], *map(inside, acts[1:_MOST_ACTS])]
    if len(acts) > _MOST_ACTS:
        words.append(many("{n} other act", "{n} other acts", len(acts) - _MOST_ACTS))
    struck = {party.ref: party.title for row in rows for party in row.suffered}
    done = _joined([(Run(one, None),) for one in words])
    return _filled(_("{acts} of {people}"), acts=done, people=_people(struck)) if struck else done


def _people(struck: dict[Ref, str]) -> Runs:
    if len(struck) <= _MOST_NAMES - 1:
        return _joined([(Run(title, ref),) for ref, title in struck.items()])
    if any(ref.kind != "person" for ref in struck):
        return (Run(many("{n} victim", "{n} victims", len(struck)), None),)
    return (Run(many("{n} person", "{n} persons", len(struck)), None),)


def _where(sketch: Sketch) -> Runs:
    places = sketch.known.targets(sketch.ref, "place")
    named = [(Run(sketch.names.of(one), one),) for one in places]
    return _filled(_("in {places}"), places=_joined(named)) if named else ()


def _when(sketch: Sketch) -> Runs:
    date = sketch.known.date(sketch.ref, "when")
    return (Run(date.sentence(), None),) if date else ()


def _by(sketch: Sketch, alleged: Sequence[tuple[Ref, Statement]]) -> Runs:
    """Who acted, with how certain that is: never more certain than the weakest of them."""
    alleged = alleged or _agencies(sketch)
    people = list(dict.fromkeys(ref for ref, _said in alleged))
    if not people:
        return ()
    named = [(Run(sketch.names.of(one), one),) for one in people[:_MOST_NAMES]]
    if len(people) > _MOST_NAMES:
        more = many("{n} other", "{n} others", len(people) - _MOST_NAMES)
        named.append((Run(more, None),))
    word = inside(load("certainty").label(_weakest(said for _ref, said in alleged), language()))
    certain = (Run(word, None),)
    return _filled(_("by {actors} ({certainty})"), actors=_joined(named), certainty=certain)


def _agencies(sketch: Sketch) -> list[tuple[Ref, Statement]]:
    """The agencies of the whole incident, where nobody is said to have done a single act."""
    said = sketch.known.of(sketch.ref, "agency")
    return [(ref, one) for one in said if (ref := sketch.known.target(one))]


def _weakest(statements: Iterable[Statement]) -> str:
    codes = [one.claim.certainty for one in statements]
    return max(codes, key=lambda code: _CERTAINTIES.index(code) if code in _CERTAINTIES else -1)


def _sources(origins: Origins) -> str:
    if not origins.sources:
        return _("No source.")
    counted = many("{n} source", "{n} sources", origins.sources)
    if origins.sources == 1:
        return f"{counted}."
    if origins.least != origins.most:
        words = _("{sources}, {least}–{most} independent.")
        return words.format(sources=counted, least=origins.least, most=origins.most)
    return _("{sources}, {n} independent.").format(sources=counted, n=origins.least)


def _joined(parts: Sequence[Runs]) -> Runs:
    """ "A, B and C"."""
    if len(parts) < 2:
        return parts[0] if parts else ()
    comma = Run(", ", None)
    front = [run for part in parts[:-1] for run in (comma, *part)][1:]
    return _filled(_("{these} and {last}"), these=tuple(front), last=parts[-1])


def _filled(template: str, **runs: Runs) -> Runs:
    """A translated template with runs in its places, in the order the language wants."""
    pieces = re.split(r"\{(\w+)\}", template)
    told: list[Run] = []
    for number, piece in enumerate(pieces):
        told += runs[piece] if number % 2 else [Run(piece, None)]
    return tuple(told)


def _merged(runs: Iterable[Run]) -> Runs:
    """Plain stretches beside each other as one, so that a window paints few."""
    told: list[Run] = []
    for run in runs:
        if told and run.ref is None and told[-1].ref is None:
            told[-1] = Run(told[-1].text + run.text, None)
        elif run.text:
            told.append(run)
    return tuple(told)

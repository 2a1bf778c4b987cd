"""The numbered source notes: one for each source and passage, in the order of first mention."""

from collections.abc import Iterable
from dataclasses import dataclass

from casefiles.dossier import wording
from casefiles.dossier.outline import SourceNote
from casefiles.ledger.origins import DERIVED
from casefiles.ledger.reader import Statement
from casefiles.model.claim import Citation
from casefiles.model.ids import Ref
from casefiles.model.kinds import BY_NAME
from casefiles.release.view import View
from casefiles.text import _, many


@dataclass(frozen=True, slots=True)
class _Place:
    source: Ref
    passage: str
    quote: str


class Notes:
    """Hands out numbers while a dossier is composed, and the notes at the end."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._numbers: dict[_Place, int] = {}
        self._first: dict[Ref, int] = {}

    def numbers(self, statements: Iterable[Statement]) -> tuple[int, ...]:
        """The numbers of everything that these statements cite, each once, ascending."""
        found = {
            number
            for statement in statements
            for citation in statement.claim.citations
            if (number := self._number(citation))
        }
        return tuple(sorted(found))

    def all(self) -> tuple[SourceNote, ...]:
        """The notes handed out, in order. Ask once, at the end."""
        return tuple(self._note(place, number) for place, number in self._numbers.items())

    def _number(self, citation: Citation) -> int:
        source = self._view.known(citation.source)
        if source is None:
            return 0
        open_to_view = self._view.shown(source)
        place = _Place(
            source,
            wording.passage(citation.passage) if open_to_view else "",
            citation.quote if open_to_view else "",
        )
        if place not in self._numbers:
            self._numbers[place] = len(self._numbers) + 1
            self._first.setdefault(source, self._numbers[place])
        return self._numbers[place]

    def _note(self, place: _Place, number: int) -> SourceNote:
        view, source = self._view, place.source
        title = view.title(source)
        first = self._first[source]
        if first != number:
            return SourceNote(
                number, title, passage=place.passage, quotation=place.quote, same_as=first
            )
        if not view.shown(source):
            return SourceNote(number, title, remark=_("not named to this audience"))
        return SourceNote(
            number,
            title,
            author=self._all_of(source, "author") or self._linked(source, "author_person"),
            outlet=self._all_of(source, "outlet") or self._linked(source, "publisher"),
            date=self._all_of(source, "published") or self._all_of(source, "posted"),
            passage=place.passage,
            quotation=place.quote,
            remark=self._remark(source),
        )

    def _remark(self, source: Ref) -> str:
        """Authenticity, and what the source rests on: by number where that is cited here too."""
        parts = [self._all_of(source, "authenticity")]
        elsewhere: set[Ref] = set()
        for name in DERIVED:
            label = wording.soft(_(BY_NAME["source"].properties[name].label))
            for statement in self._view.of(source, name):
                other = self._view.target(statement)
                if other in self._first:
                    known = _("note {number}").format(number=self._first[other])
                    certainty = statement.claim.certainty
                    parts.append(f"{label} {known}, {wording.certainty(certainty, '', '')}")
                elif other is not None:
                    elsewhere.add(other)
        if elsewhere:
            sentence = many(
                "rests on {n} source that is not cited here",
                "rests on {n} sources that are not cited here",
                len(elsewhere),
            )
            parts.append(sentence)
        return wording.joined(parts)

    def _all_of(self, source: Ref, name: str) -> str:
        prop = BY_NAME["source"].properties[name]
        said = [wording.value(one.claim.value, prop) for one in self._view.of(source, name)]
        return " / ".join(dict.fromkeys(filter(None, said)))

    def _linked(self, source: Ref, name: str) -> str:
        return ", ".join(self._view.title(other) for other in self._view.targets(source, name))

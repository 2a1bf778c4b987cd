"""What records are called: by their title; parts such as acts and relations by what they join."""

from collections.abc import Iterable

from casefiles.insight.known import Known
from casefiles.model.ids import Ref
from casefiles.model.kinds import BY_NAME
from casefiles.model.phrases import value_in_words
from casefiles.model.values import Link
from casefiles.text import _


class Names:
    """Names records, each once. `learn` many at a time where many are to be named."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._found: dict[Ref, str] = {}

    def learn(self, refs: Iterable[Ref]) -> None:
        """Fetch in few questions what naming these needs."""
        new = [ref for ref in dict.fromkeys(refs) if ref not in self._found]
        self._known.meet(ref.id for ref in new)
        self._known.learn(ref for ref in new if not self._title(ref))

    def of(self, ref: Ref) -> str:
        """What the record is called; never empty."""
        if ref not in self._found:
            self._found[ref] = self._title(ref) or self._joined(ref)
        return self._found[ref]

    def _title(self, ref: Ref) -> str:
        summary = self._known.summary(ref)
        return summary.title if summary else ""

    def _joined(self, ref: Ref) -> str:
        """An act, a relation: its term and the titles of what it links, "father: A, B"."""
        words, titles = [], []
        properties = BY_NAME[ref.kind].properties
        for name, said in self._known.said(ref).items():
            value = said[0].claim.value
            if isinstance(value, Link):
                target = self._known.resolve(value.to)
                titles.append(self._title(target) if target else "")
            elif name in properties and properties[name].vocabulary:
                words.append(value_in_words(properties[name], value))
        joined = " – ".join(title for title in titles if title)
        head = ", ".join(words) or _(BY_NAME[ref.kind].words.one)
        return f"{head}: {joined}" if joined else head

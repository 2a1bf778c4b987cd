"""Find who and what a text mentions, with exact places.

Whole names are found in any spelling, script, order and case ending. Then bare surnames and given
names are given to whom the text means (`barenames`). Titles, possessives and what only bears a
person's name stay outside. A suggestion, never a decision.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple

from casefiles.names.barenames import Span, Told
from casefiles.names.lexicon import Key, Lexicon
from casefiles.names.tokens import Token, tokens
from casefiles.names.wholenames import Window, phrases, whole_names

How = Literal["whole", "bare", "phrase", "accepted"]


class Mention(NamedTuple):
    """Characters `start` to `end` (half-open, code points) name what has this key."""

    start: int
    end: int
    key: Key
    how: How


def find_mentions(
    text: str,
    known: Lexicon,
    cited: Mapping[Any, Sequence[Span]] | None = None,
    *,
    accepted: Iterable[tuple[int, int, Any]] = (),
    refused: Collection[tuple[int, int, Any]] = (),
) -> list[Mention]:
    """All mentions in the order of the text; they do not overlap.

    `cited` says for whom passages of this very text were cited: it helps to tell namesakes apart.
    Places with keys that people `accepted` are mentions and help to read what follows; those they
    `refused` are none.
    """
    cited = cited or {}
    line = tokens(text)
    certain = list(_certain(accepted, line, known))
    windows = [
        window
        for window in (*phrases(line, known), *whole_names(line, known))
        if (line[window.first].start, line[window.last].end, _key(window, known)) not in refused
    ]
    chosen = _chosen(windows, certain, line, known, cited)
    found = [Mention(*one, "accepted") for one in accepted]
    found += [_mention(line, window, known) for window in chosen]
    taken = {
        at: window.number
        for window in (*certain, *chosen)
        for at in range(window.first, window.last + 1)
    }
    told = Told(line, known, taken, cited, refused)
    for at in range(len(line)):
        if at not in taken and (meant := told.bare(at)) is not None:
            number, first, last = meant
            key = known.persons[number].key
            found.append(Mention(line[first].start, line[last].end, key, "bare"))
    return sorted(found, key=lambda one: one[:2])


def _certain(
    accepted: Iterable[tuple[int, int, Any]], line: Sequence[Token], known: Lexicon
) -> Iterator[Window]:
    starts = [word.start for word in line]
    for start, end, key in accepted:
        first, after = bisect_left(starts, start), bisect_left(starts, end)
        if first < after:
            number = known.number_of(key)
            yield Window(first, after - 1, 1.0, -1 if number is None else number)


def _chosen(
    windows: Sequence[Window],
    certain: Sequence[Window],
    line: Sequence[Token],
    known: Lexicon,
    cited: Mapping[Any, Sequence[Span]],
) -> list[Window]:
    """Longer before shorter; of namesakes whom a passage was cited for, or nobody."""

    def worth(window: Window) -> tuple[int, float]:
        return _cited(_key(window, known), line[window.first], cited), window.same

    rivals: dict[tuple[int, int], list[Window]] = defaultdict(list)
    for window in windows:
        rivals[window.first, window.last].append(window)
    kept: list[Window] = []
    used = {at for window in certain for at in range(window.first, window.last + 1)}
    for first, last in sorted(rivals, key=lambda place: (place[0] - place[1], place)):
        place = set(range(first, last + 1))
        if not used.isdisjoint(place):
            continue
        used |= place
        best = max(map(worth, rivals[first, last]))
        chosen = [one for one in rivals[first, last] if worth(one) == best]
        if len({_key(one, known) for one in chosen}) == 1:
            kept.append(chosen[0])
    return kept


def _cited(key: Key, word: Token, cited: Mapping[Any, Sequence[Span]]) -> int:
    spans = cited.get(key)
    if spans is None:
        return 0
    return 2 if any(start <= word.start < end for start, end in spans) else 1


def _key(window: Window, known: Lexicon) -> Key:
    return window.phrase.key if window.phrase else known.persons[window.number].key


def _mention(line: Sequence[Token], window: Window, known: Lexicon) -> Mention:
    start, end = line[window.first].start, line[window.last].end
    return Mention(start, end, _key(window, known), "phrase" if window.phrase else "whole")

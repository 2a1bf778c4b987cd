"""Who and what texts may name: all bearers of names, followed as records change."""

from collections import deque
from collections.abc import Hashable, Iterator, Sequence

from casefiles.insight.known import Known
from casefiles.ledger.changes import Changes
from casefiles.ledger.reader import Reader
from casefiles.model.ids import Ref
from casefiles.model.kinds import BY_NAME
from casefiles.model.properties import Role
from casefiles.model.values import Text
from casefiles.names.lexicon import Bearer, Lexicon
from casefiles.stopping import pause

KINDS = ("person", "organisation", "place")
"""What is looked for in texts."""

_AT_ONCE = 500
"""Records whose names are read in one question."""


def naming(kind: str) -> tuple[str, ...]:
    """The properties by which a kind is called."""
    properties = BY_NAME[kind].properties.values()
    return tuple(one.name for one in properties if one.role is Role.NAME and not one.describes)


def _every(reader: Reader) -> Iterator[Bearer]:
    """All names of all that is looked for. Codes that protect somebody are no names."""
    for kind in KINDS:
        refs = [one.ref for one in reader.all_of(kind)]
        for start in range(0, len(refs), _AT_ONCE):
            yield from _bearers(reader, refs[start : start + _AT_ONCE])


def _bearers(reader: Reader, refs: Sequence[Ref]) -> Iterator[Bearer]:
    """Of those that are not in the trash, between pauses."""
    for kind in KINDS:
        pause()
        known = Known(reader, sources=False)
        alike = [ref for ref in refs if ref.kind == kind]
        known.learn(alike, *naming(kind))
        for ref in (one for one in alike if not known.trashed(one)):
            yield Bearer(ref, names_of(known, ref), person=kind == "person")


def names_of(known: Known, ref: Ref) -> tuple[str, ...]:
    """What a record is called; what only describes it is left out."""
    said = (one.claim.value for name in naming(ref.kind) for one in known.of(ref, name))
    return tuple(dict.fromkeys(one.text for one in said if isinstance(one, Text)))


class Bearers:
    """All known names, taken apart once; then only what was touched is read again."""

    def __init__(self) -> None:
        self._lexicon = Lexicon()
        self._bearers: dict[Hashable, Bearer] = {}
        self._touched: deque[Ref] = deque()
        self._whole = False

    def hear(self, changes: Changes) -> None:
        """Some records changed; called in the thread that wrote."""
        self._touched.extend(one for one in changes.touched if one.kind in KINDS)

    def names(self, reader: Reader) -> Lexicon:
        """The names as they are now. If it is stopped, the next call goes on."""
        if not self._whole:
            for bearer in _every(reader):
                self._learn(bearer)
            self._whole = True
        while self._touched:
            refs = {self._touched.popleft() for _ in range(min(len(self._touched), _AT_ONCE))}
            try:
                self._follow(reader, refs)
            except BaseException:
                self._touched.extend(refs)
                raise
        return self._lexicon

    def _follow(self, reader: Reader, refs: set[Ref]) -> None:
        now = set(reader.resolve_all(ref.id for ref in refs).values())
        found = {bearer.key: bearer for bearer in _bearers(reader, sorted(now))}
        for gone in (refs | now) - found.keys():
            self._bearers.pop(gone, None)
            self._lexicon.forget(gone)
        for bearer in found.values():
            self._learn(bearer)

    def _learn(self, bearer: Bearer) -> None:
        if self._bearers.get(bearer.key) != bearer:
            self._bearers[bearer.key] = bearer
            self._lexicon.learn(bearer)

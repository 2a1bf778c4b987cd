"""Duplicates: looked for, remembered until somebody decides, and decided by judgments.

What was found is kept in the vault beside the ledger, like a preference: it can be found again at
any time and says nothing by itself. What was decided are judgments, and nothing is asked twice.
"""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from casefiles.insight.alike.looking import KINDS, look, look_again
from casefiles.insight.alike.together import Laid, lay
from casefiles.insight.alike.weighing import Pair
from casefiles.insight.alike.wording import identifier_in_words, in_words
from casefiles.intake.duplicates import CopyIndex, Fingerprint, fingerprint
from casefiles.ledger import gathering
from casefiles.ledger.history import past
from casefiles.model.ids import RecordId, Ref
from casefiles.model.kinds import KINDS as EVERY
from casefiles.model.values import Link, TermValue
from casefiles.operations.judging import merge_each
from casefiles.operations.preferences import preference, set_preference
from casefiles.operations.recording import Said, add_record, add_values
from casefiles.stopping import pause
from casefiles.text import N_, _
from casefiles.vault import Vault

__all__ = ["KINDS", "Laid", "Pair"]

_KEPT = "duplicates.found"
_DECIDING = frozenset(("merge", "unmerge", "keep_apart", "leave_open"))
"""Acts after which another look would find nothing else."""
_LOOKED_BACK = 100

LOOKING = {
    "person": N_("Comparing persons …"),
    "organisation": N_("Comparing organisations …"),
    "place": N_("Comparing places …"),
    "source": N_("Comparing sources …"),
}

Report = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for a decision, the best first, relatives last; when was looked for it.

    `stale`: something was written down since that may have brought others.
    """

    pairs: tuple[Pair, ...]
    looked: dt.date | None
    stale: bool

    @property
    def alike(self) -> tuple[Pair, ...]:
        """Those that may be one."""
        return tuple(one for one in self.pairs if not one.kin)

    @property
    def kin(self) -> tuple[Pair, ...]:
        """Those that may be relatives."""
        return tuple(one for one in self.pairs if one.kin)


def look_for(
    vault: Vault,
    *,
    kinds: Collection[str] = KINDS,
    decided_too: bool = False,
    report: Report = lambda _done, _total, _words: None,
) -> tuple[Pair, ...]:
    """Look through the records for pairs that may be one. Writes nothing down.

    Decided pairs never come back unless `decided_too` is asked for.
    """
    found: list[Pair] = []
    for kind in (one for one in KINDS if one in kinds):
        words = _(LOOKING[kind])
        report(0, 0, words)
        decided = frozenset() if decided_too else _decided(vault, kind)

        def tell(done: int, total: int, words: str = words) -> None:
            report(done, total, words)

        near = _near_copies(vault) if kind == "source" else None
        found.extend(look(vault.ledger, kind, decided, near=near, tell=tell))
    return tuple(found)


def look_and_keep(
    vault: Vault,
    *,
    today: dt.date | None = None,
    report: Report = lambda _done, _total, _words: None,
) -> Waiting:
    """Look through everything, and keep what was found until it is decided."""
    number = _newest(vault)
    found = look_for(vault, report=report)
    day = today or dt.datetime.now().astimezone().date()
    told = [[one.kind, one.one.hex(), one.other.hex(), one.score, one.kin] for one in found]
    sure = [[one.one.hex(), one.other.hex()] for one in found if one.sure]
    set_preference(
        vault, _KEPT, {"day": day.isoformat(), "step": number, "pairs": told, "sure": sure}
    )
    return waiting(vault)


def waiting(vault: Vault) -> Waiting:
    """What was found and is not decided yet; bare, without its reasons (`again`)."""
    kept: dict[str, Any] = preference(vault, _KEPT, {})
    if not kept:
        return Waiting((), None, stale=True)
    pairs = [Pair(kind, _id(a), _id(b), score, (), kin) for kind, a, b, score, kin in kept["pairs"]]
    day = dt.date.fromisoformat(kept["day"])
    return Waiting(tuple(_undecided(vault, pairs)), day, _stale(vault, kept["step"]))


def left_open(vault: Vault) -> tuple[Pair, ...]:
    """The pairs of which somebody said that nobody can tell yet."""
    judged = gathering.judged(vault.ledger)
    ends = [sorted(one) for one, verdict in judged.items() if verdict == "unsure"]
    met = gathering.kinds_of(vault.ledger, {one for pair in ends for one in pair})
    found: dict[frozenset[bytes], Pair] = {}
    for one, other in ends:
        if one in met and other in met and not (met[one][2] or met[other][2]):
            a, b = sorted((met[one][0], met[other][0]))
            kind = EVERY[met[one][1]].name
            if a != b and kind in KINDS:
                found[frozenset((a, b))] = Pair(kind, a, b, 0.0, ())
    return tuple(sorted(found.values(), key=lambda one: (one.kind, one.one, one.other)))


def again(vault: Vault, pair: Pair) -> Pair:
    """The pair with its reasons as they are today."""
    near = _near_of(vault, pair) if pair.kind == "source" else None
    return look_again(vault.ledger, pair, near)


def laid(vault: Vault, pair: Pair) -> Laid:
    """The pair side by side, with its reasons and with what it would be as one."""
    return lay(vault.reader, again(vault, pair))


def reasons(vault: Vault, pair: Pair) -> tuple[str, ...]:
    """The reasons of a pair in words, what supports first."""

    def title(identity: bytes) -> str:
        ref = vault.reader.resolve(identity)
        return (vault.reader.title(ref) if ref else "") or "?"

    return tuple(in_words(pair.kind, one, title) for one in pair.reasons)


def identifiers(pair: Pair) -> tuple[str, ...]:
    """What agrees of that which identifies, in a word or two each."""
    names = dict.fromkeys(one.identifies for one in pair.reasons if one.identifies)
    return tuple(identifier_in_words(pair.kind, name) for name in names)


def refs_of(pair: Pair) -> tuple[Ref, Ref]:
    """Its two records."""
    return Ref(pair.kind, RecordId(pair.one)), Ref(pair.kind, RecordId(pair.other))


def sure_pairs(vault: Vault) -> tuple[Pair, ...]:
    """Those waiting that agree on two independent identifiers, with nothing against them."""
    found = [again(vault, one) for one in once_sure(vault, waiting(vault))]
    return tuple(one for one in found if one.sure)


def once_sure(vault: Vault, waits: Waiting) -> tuple[Pair, ...]:
    """Those waiting that were sure when they were found."""
    kept = preference(vault, _KEPT, {}).get("sure", [])
    known = {frozenset((_id(a), _id(b))) for a, b in kept}
    return tuple(one for one in waits.alike if one.ends in known)


def merge_sure(vault: Vault, *, pairs: Sequence[Pair], author: str | None = None) -> int:
    """Merge several pairs in one Step: only such as are sure. Returns how many."""
    chosen = [one for one in (again(vault, pair) for pair in pairs) if one.sure]
    merge_each(
        vault,
        groups=[refs_of(one) for one in chosen],
        reason=_("Two independent identifiers agree."),
        author=author,
    )
    return len(chosen)


def say_relatives(vault: Vault, pair: Pair, *, author: str | None = None) -> Ref:
    """Write down that two persons are relatives, of a degree that nobody stated."""
    one, other = refs_of(pair)
    said = [
        Said("who", Link(one.id)),
        Said("whose", Link(other.id)),
        Said("relation_type", TermValue("kinship")),
        Said("kinship", TermValue("relative")),
    ]
    return add_record(vault, kind="relation", said=said, author=author)


def say_copy(vault: Vault, pair: Pair, *, author: str | None = None) -> None:
    """Write down that the later of two sources is a copy of the other."""
    summaries = vault.reader.summaries(refs_of(pair))
    refs = sorted(refs_of(pair), key=lambda ref: (summaries[ref].earliest or 0, ref.id))
    add_values(vault, ref=refs[1], said=[Said("copy_of", Link(refs[0].id))], author=author)


def _undecided(vault: Vault, pairs: Iterable[Pair]) -> Iterable[Pair]:
    """Those of which nothing was decided and nothing lies in the trash, through merges."""
    every = list(pairs)
    met = gathering.kinds_of(vault.ledger, {end for one in every for end in one.ends})
    decided = _carried(gathering.judged(vault.ledger), met)
    related = _related(vault, every)
    seen: set[frozenset[bytes]] = set()
    for one in every:
        if one.one not in met or one.other not in met or met[one.one][2] or met[one.other][2]:
            continue
        a, b = sorted((met[one.one][0], met[one.other][0]))
        ends = frozenset((a, b))
        if a != b and not {ends, one.ends} & decided and ends not in seen | related:
            seen.add(ends)
            yield Pair(one.kind, a, b, one.score, (), one.kin)


def _related(vault: Vault, pairs: Sequence[Pair]) -> set[frozenset[bytes]]:
    """Those that were told to be relatives, or copies, since they were found."""
    sources = {end for one in pairs if one.kind == "source" for end in one.ends}
    linked = gathering.links_from(vault.ledger, sources, ["copy_of", "derives_from", "part_of"])
    found = {frozenset((subject, to)) for subject, to, _name in linked}
    persons = {end for one in pairs if one.kind == "person" for end in one.ends}
    ends: dict[bytes, set[bytes]] = {}
    for relation, to, _name in gathering.links_to(vault.ledger, persons, ["who", "whose"]):
        ends.setdefault(relation, set()).add(to)
    both = {one: frozenset(there) for one, there in ends.items() if len(there) > 1}
    told = gathering.values_of(vault.ledger, {one: one for one in both}, ["kinship"])
    return found | {both[one] for one, said in told if said}


def _decided(vault: Vault, kind: str) -> frozenset[frozenset[bytes]]:
    carried = gathering.carriers(vault.ledger, kind)
    met = {one: (to, 0, False) for one, to in carried.items()}
    return frozenset(_carried(gathering.judged(vault.ledger), met))


def _carried(
    judged: Iterable[frozenset[bytes]], met: dict[bytes, tuple[bytes, int, bool]]
) -> set[frozenset[bytes]]:
    """Judged pairs as the records they are shown as."""
    return {frozenset(met[end][0] if end in met else end for end in one) for one in judged}


def _near_copies(vault: Vault) -> dict[frozenset[bytes], float]:
    """Which texts are nearly the same, and how nearly."""
    index, sources = CopyIndex(), list[bytes]()
    found: dict[frozenset[bytes], float] = {}
    for summary in vault.reader.all_of("source"):
        pause()
        if text := vault.reader.text_of(summary.ref):
            mark = fingerprint(text)
            for number, alike in index.copies_of(mark):
                found[frozenset((summary.ref.id, sources[number]))] = alike.resemblance
            index.add(mark)
            sources.append(summary.ref.id)
    return found


def _near_of(vault: Vault, pair: Pair) -> dict[frozenset[bytes], float]:
    index = CopyIndex()
    one, other = (fingerprint(vault.reader.text_of(ref)) for ref in refs_of(pair))
    index.add(one)
    return dict.fromkeys([pair.ends], likest) if (likest := _likest(index, other)) else {}


def _likest(index: CopyIndex, mark: Fingerprint) -> float:
    return max((alike.resemblance for _number, alike in index.copies_of(mark)), default=0.0)


def _stale(vault: Vault, number: int) -> bool:
    since = past(vault.ledger, limit=_LOOKED_BACK)
    acts = [one.detail.get("act", one.act) for one in since if one.number > number]
    return len(acts) == _LOOKED_BACK or not _DECIDING.issuperset(acts)


def _newest(vault: Vault) -> int:
    return next((one.number for one in past(vault.ledger, limit=1)), 0)


def _id(digits: str) -> bytes:
    return bytes.fromhex(digits)

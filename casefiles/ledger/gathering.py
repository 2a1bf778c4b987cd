"""What is said about all records of a kind, as bare values: for comparing very many of them.

The reader makes a statement of each claim, which is right for a page and too slow for 50,000
records. Here values stay as the ledger wrote them. The database's lock is held for one portion of
records at a time; between two of them somebody may say stop.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Select, bindparam, or_, select

from casefiles.ledger import tables
from casefiles.ledger.ledger import Ledger
from casefiles.ledger.projection import KIND_NUMBER, REJECTED
from casefiles.ledger.registry import portions
from casefiles.ledger.standing import standing_claims
from casefiles.ledger.tallies import bare_rows
from casefiles.stopping import pause

Values = Mapping[str, Sequence[Mapping[str, Any]]]
"""The values of one record by property, each in its JSON form."""


def carriers(
    ledger: Ledger, kind: str, only: Collection[bytes] | None = None
) -> dict[bytes, bytes]:
    """Each record of the kind outside the trash with the one it is shown as; merged ones, too."""
    table = tables.record
    asked = select(table.c.id, table.c.merged_into).where(
        table.c.kind == KIND_NUMBER[kind], table.c.trashed == 0
    )
    if only is None:
        with ledger.database.reading() as connection:
            return {one: merged or one for one, merged in bare_rows(connection, asked)}
    found: dict[bytes, bytes] = {}
    for part in portions(only):
        those = asked.where(or_(table.c.id.in_(part), table.c.merged_into.in_(part)))
        with ledger.database.reading() as connection:
            found |= {one: merged or one for one, merged in connection.execute(those)}
    return found


def values_of(
    ledger: Ledger, carried: Mapping[bytes, bytes], names: Iterable[str]
) -> Iterator[tuple[bytes, Values]]:
    """The values of these properties; what was rejected or denied is left out."""
    numbers = {ledger.properties.numbers.get(one): one for one in names}
    numbers.pop(None, None)
    question = _said()
    members: dict[bytes, list[bytes]] = defaultdict(list)
    for one, carrier in carried.items():
        members[carrier].append(one)
    for part in portions(members):
        pause()
        subjects = [one for carrier in part for one in members[carrier]]
        asked = {"subjects": subjects, "wanted": list(numbers)}
        found: dict[bytes, dict[str, list[Mapping[str, Any]]]] = {one: {} for one in part}
        with ledger.database.reading() as connection:
            rows = connection.execute(question, asked).all()
        for subject, number, written in rows:
            body = json.loads(written)
            if body.get("certainty") != "denied":
                said = found[carried[subject]].setdefault(numbers[number], [])
                said.append(body["value"])
        yield from found.items()


def links_to(
    ledger: Ledger, targets: Iterable[bytes], names: Iterable[str] = ()
) -> Iterator[tuple[bytes, bytes, str]]:
    """Each link to one of these: which record links, to which, and by what property."""
    yield from _links(ledger, tables.link.c.object, targets, names)


def links_from(
    ledger: Ledger, subjects: Iterable[bytes], names: Iterable[str] = ()
) -> Iterator[tuple[bytes, bytes, str]]:
    """Each link of one of these: which record links, to which, and by what property."""
    yield from _links(ledger, tables.link.c.subject, subjects, names)


def kinds_of(ledger: Ledger, records: Iterable[bytes]) -> dict[bytes, tuple[bytes, int, bool]]:
    """What each leads to through merges, the number of its kind, and whether it is in the trash."""
    table = tables.record
    asked = select(table.c.id, table.c.merged_into, table.c.kind, table.c.trashed)
    found: dict[bytes, tuple[bytes, int, bool]] = {}
    for part in portions(records):
        pause()
        with ledger.database.reading() as connection:
            for one, merged, kind, trashed in connection.execute(asked.where(table.c.id.in_(part))):
                found[one] = (merged or one, kind, bool(trashed))
    return found


def judged(ledger: Ledger) -> dict[frozenset[bytes], str]:
    """Every pair of records that was judged on being one, with its verdict."""
    table = tables.identity
    with ledger.database.reading() as connection:
        rows = bare_rows(connection, select(table.c.one, table.c.other, table.c.verdict))
    return {frozenset((one, other)): verdict for one, other, verdict in rows}


def _links(
    ledger: Ledger, column: Any, ends: Iterable[bytes], names: Iterable[str]
) -> Iterator[tuple[bytes, bytes, str]]:
    table, known = tables.link, ledger.properties
    asked = select(table.c.subject, table.c.object, table.c.property)
    if wanted := [known.numbers[one] for one in names if one in known.numbers]:
        asked = asked.where(table.c.property.in_(wanted))
    elif names:
        return
    for part in portions(ends):
        pause()
        with ledger.database.reading() as connection:
            rows = connection.execute(asked.where(column.in_(part))).all()
        for subject, object_, number in rows:
            yield subject, object_, known.name(number)


def _said() -> Select[Any]:
    claim, state = tables.claim.c, tables.claim_state.c
    return standing_claims((claim.subject, claim.property, claim.body)).where(
        claim.property.in_(bindparam("wanted", expanding=True)),
        or_(state.weight.is_(None), state.weight != REJECTED),
    )

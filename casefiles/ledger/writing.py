"""How a Step's entries become rows: commitments, chain, ledger tables. Inside one transaction."""

import os
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, select

from casefiles.ledger import tables
from casefiles.ledger.commitment import (
    CLAIM,
    GENESIS,
    OURS,
    PARTNERS,
    canonical,
    commitment,
    root,
    step_digest,
)
from casefiles.ledger.judging import Judging
from casefiles.ledger.propertynames import PropertyNames
from casefiles.ledger.rows import insert_rows
from casefiles.ledger.step import Step, Verdict
from casefiles.model.claim import Claim
from casefiles.model.ids import EntryId
from casefiles.model.judgment import Judgment


def write_step(connection: Connection, properties: PropertyNames, step: Step) -> int:
    """Write all of it; returns the Step's number."""
    number, previous = _end_of_chain(connection)
    number += 1
    claims = [
        _claim_row(claim, number, properties.number(claim.property, connection), step.salts)
        for claim in sorted(step.claims, key=lambda one: (one.subject, one.id))
    ]
    ours = _judged(connection, step.verdicts)
    judgments = [
        *(_judgment_row(one, number, OURS, step.salts) for one in ours),
        *(_judgment_row(one, number, PARTNERS, step.salts) for one in step.partners_judgments),
    ]
    carried = [{"entry": one, "step": number} for one in set(step.carried)]
    entries = [(one["id"], one["commitment"]) for one in [*claims, *judgments]]
    entries += _commitments(connection, step.carried)
    # The rows refer to the Step, so it comes first.
    insert_rows(connection, tables.step, [_step_row(step, number, previous, root(entries))])
    insert_rows(connection, tables.claim, claims)
    insert_rows(connection, tables.judgment, judgments)
    insert_rows(connection, tables.supersedes, _superseding([*ours, *step.partners_judgments]))
    insert_rows(connection, tables.carried, carried)
    return number


def _end_of_chain(connection: Connection) -> tuple[int, bytes]:
    """Number and digest of the newest Step."""
    table = tables.step
    newest = select(table.c.number, table.c.digest).order_by(table.c.number.desc()).limit(1)
    row = connection.execute(newest).first()
    return (row.number, row.digest) if row else (0, GENESIS)


def _step_row(step: Step, number: int, previous: bytes, step_root: bytes) -> dict[str, Any]:
    meta = {
        "number": number,
        "id": step.id.hex(),
        "act": step.act,
        "detail": canonical(step.detail),
        "author": step.author,
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    digest = step_digest(previous, meta, step_root)
    return meta | {"id": step.id, "root": step_root, "digest": digest}


def _commitments(connection: Connection, carried: Iterable[bytes]) -> list[tuple[bytes, bytes]]:
    """(id, commitment) of entries a Step brings again, wherever their payload lies now."""
    found: list[tuple[bytes, bytes]] = []
    wanted = sorted(set(carried))
    for start in range(0, len(wanted), 500):
        part = wanted[start : start + 500]
        for table in (tables.claim, tables.judgment, tables.tombstone):
            rows = connection.execute(
                select(table.c.id, table.c.commitment).where(table.c.id.in_(part))
            )
            found.extend((row.id, row.commitment) for row in rows)
    return found


def _judged(connection: Connection, verdicts: Iterable[Verdict]) -> list[Judgment]:
    judging = Judging(connection)
    earlier: dict[tuple[bytes, int], tuple[EntryId, ...]] = {}
    judgments = []
    for one in verdicts:
        question = (one.target, int(one.aspect))
        # A second verdict on one question in the same Step supersedes the first.
        older = earlier.get(question) or tuple(
            EntryId(filed.id) for filed in judging.before_a_new_one(one.target, one.aspect)
        )
        judgments.append(Judgment(one.id, one.aspect, one.target, one.verdict, one.reason, older))
        earlier[question] = (*older, one.id)
    return judgments


def _claim_row(claim: Claim, step: int, number: int, salts: dict[bytes, bytes]) -> dict[str, Any]:
    salt = salts.get(claim.id) or os.urandom(16)
    body = canonical(claim.body_to_json())
    return {
        "subject": claim.subject,
        "id": claim.id,
        "step": step,
        "property": number,
        "salt": salt,
        "commitment": commitment(salt, CLAIM, claim.id, claim.property, claim.subject, body),
        "body": body,
    }


def _judgment_row(
    judgment: Judgment, step: int, flag: bytes, salts: dict[bytes, bytes]
) -> dict[str, Any]:
    salt = salts.get(judgment.id) or os.urandom(16)
    body = canonical(judgment.body_to_json())
    name = str(int(judgment.aspect))
    return {
        "id": judgment.id,
        "step": step,
        "aspect": int(judgment.aspect),
        "target": judgment.target,
        "partners": int(flag == PARTNERS),
        "salt": salt,
        "commitment": commitment(salt, flag, judgment.id, name, judgment.target, body),
        "body": body,
    }


def _superseding(judgments: Iterable[Judgment]) -> list[dict[str, Any]]:
    return [
        {"older": older, "newer": judgment.id}
        for judgment in judgments
        for older in judgment.supersedes
    ]

"""Version 1: claims, judgments, Steps, files.

Ids are 16 bytes, digests 32, salts 16. `claim` is ordered by subject, so that all that is said
about one record lies together. `body` is canonical JSON; see `casefiles.ledger.commitment`.
`carried` holds further Steps that brought an entry which was already here; an entry stands while
one of its Steps does. `tombstone` keeps what the chain needs of erased entries. `released` maps
ids to those they left under, for each recipient.
"""

SQL = (
    "CREATE TABLE meta(key TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID",
    """CREATE TABLE step(
        number INTEGER PRIMARY KEY,
        id BLOB NOT NULL UNIQUE,
        act TEXT NOT NULL,
        detail TEXT NOT NULL,
        author TEXT NOT NULL,
        made_at TEXT NOT NULL,
        root BLOB NOT NULL,
        digest BLOB NOT NULL
    ) STRICT""",
    "CREATE TABLE property_name(number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT",
    """CREATE TABLE claim(
        subject BLOB NOT NULL,
        id BLOB NOT NULL,
        step INTEGER NOT NULL REFERENCES step(number),
        property INTEGER NOT NULL REFERENCES property_name(number),
        salt BLOB NOT NULL,
        commitment BLOB NOT NULL,
        body TEXT NOT NULL,
        PRIMARY KEY(subject, id)
    ) STRICT, WITHOUT ROWID""",
    "CREATE UNIQUE INDEX claim_by_id ON claim(id)",
    "CREATE INDEX claim_by_step ON claim(step)",
    """CREATE TABLE judgment(
        id BLOB PRIMARY KEY,
        step INTEGER NOT NULL REFERENCES step(number),
        aspect INTEGER NOT NULL,
        target BLOB NOT NULL,
        partners INTEGER NOT NULL,
        salt BLOB NOT NULL,
        commitment BLOB NOT NULL,
        body TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX judgment_by_question ON judgment(target, aspect)",
    "CREATE INDEX judgment_by_step ON judgment(step)",
    """CREATE TABLE supersedes(
        older BLOB NOT NULL, newer BLOB NOT NULL, PRIMARY KEY(older, newer)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE carried(
        entry BLOB NOT NULL, step INTEGER NOT NULL REFERENCES step(number),
        PRIMARY KEY(entry, step)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX carried_by_step ON carried(step)",
    """CREATE TABLE tombstone(
        id BLOB NOT NULL,
        step INTEGER NOT NULL,
        commitment BLOB NOT NULL,
        erased_in INTEGER NOT NULL,
        PRIMARY KEY(id, step)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX tombstone_by_step ON tombstone(step)",
    "CREATE TABLE file(sha256 BLOB PRIMARY KEY, size INTEGER NOT NULL) STRICT, WITHOUT ROWID",
    """CREATE TABLE chunk(
        sha256 BLOB NOT NULL, seq INTEGER NOT NULL, data BLOB NOT NULL, PRIMARY KEY(sha256, seq)
    ) STRICT""",
    """CREATE TABLE released(
        recipient TEXT NOT NULL, local BLOB NOT NULL, outside BLOB NOT NULL,
        PRIMARY KEY(recipient, local)
    ) STRICT, WITHOUT ROWID""",
    "CREATE UNIQUE INDEX released_outside ON released(recipient, outside)",
)

"""What all tests share: a cheap way to derive keys, and how hypothesis searches."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from casefiles.ledger.database import Database, DatabaseKey
from casefiles.ledger.ledger import Ledger
from casefiles.seal.passphrase import LEAST_MEMORY_KIB, Cost
from casefiles.vault import Vault

# The same examples every time, so that a red test is red for everybody; no deadline, as two busy
# cores say nothing about a law. `pytest --hypothesis-profile=search` looks further, at random.
_SLOW_IS_FINE = [HealthCheck.too_slow, HealthCheck.data_too_large]
settings.register_profile(
    "repeatable",
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=_SLOW_IS_FINE,
)
settings.register_profile(
    "search", deadline=None, max_examples=2000, suppress_health_check=_SLOW_IS_FINE
)
settings.load_profile("repeatable")

CHEAP = Cost(memory_kib=LEAST_MEMORY_KIB, passes=1, lanes=1)
PASSPHRASE = "seven made up words for the tests"


@pytest.fixture(scope="session")
def cheap() -> Cost:
    """The least work a vault may ask for: 64 MiB, one pass, one lane; tens of milliseconds."""
    return CHEAP


@pytest.fixture(scope="session")
def passphrase() -> str:
    """The passphrase of vaults in tests."""
    return PASSPHRASE


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """An empty ledger in a real SQLCipher file, without a vault around it."""
    key = DatabaseKey(os.urandom(32), os.urandom(16))
    database = Database.create(tmp_path / "ledger.db", key)
    yield Ledger.create(database)
    database.close()


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    """A new vault, opened; closed after the test."""
    with Vault.create(tmp_path / "case", PASSPHRASE, author="N.", cost=CHEAP) as made:
        yield made

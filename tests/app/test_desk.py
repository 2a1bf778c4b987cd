"""The desk says truly whether what was done is written down."""

import pytest

from app.desk import Desk
from casefiles.errors import CaseFileError, DiskFull, HistoryError
from casefiles.vault import Vault
from tests.app.qt import Until, quiet


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (HistoryError("This step cannot be undone."), ""),
        (DiskFull("There is no room left."), "Not saved"),
    ],
)
def test_not_saved_is_said_only_of_what_was_to_be_written(
    desk: Desk, until: Until, fault: CaseFileError, said: str
) -> None:
    told: list[str] = []
    desk.saving.connect(told.append)

    def work(_vault: Vault) -> None:
        raise fault

    desk.act(desk, work)
    until(quiet(desk))
    assert told == ["Saving …", said]

"""Every page, empty, full and mirrored, without a mouse and by ear."""

import pytest

from tests.access.tour import RULES, Seen

SCENES = {"empty": 23, "full": 45, "mirrored": 45}
"""How many scenes a tour has at least: one that saw nothing would hold, too."""

LOOKED_AT = {"focus seen": 15}


@pytest.mark.parametrize("rule", RULES)
def test_everything_shown_is(rule: str, seen: Seen) -> None:
    assert len(seen.scenes) >= SCENES[seen.name]
    assert seen.looked_at[rule] >= LOOKED_AT.get(rule, 20 * len(seen.scenes))
    assert seen.complaints[rule] == []

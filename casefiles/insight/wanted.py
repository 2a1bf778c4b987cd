"""What an office asks for first of a record: where nobody has said it, that is said openly."""

from collections.abc import Mapping

from casefiles.model.kinds import BY_NAME

_WANTED: Mapping[str, tuple[str, ...]] = {
    "person": ("name", "born", "birthplace", "home_state", "function"),
    "incident": ("when", "place", "agency", "account"),
    "proceeding": ("defendant", "court", "charge", "decided", "sentence"),
    "measure": ("began", "imposed_by"),
}


def wanted(kind: str) -> tuple[str, ...]:
    """The properties asked for of records of that kind; of most kinds only the date."""
    return _WANTED.get(kind, BY_NAME[kind].dated_by)

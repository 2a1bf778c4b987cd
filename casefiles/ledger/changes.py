"""What one Step changed, told to whoever shows something. References only, never content."""

from dataclasses import dataclass

from casefiles.model.ids import Ref, StepId


@dataclass(frozen=True, slots=True)
class Changes:
    """`names_changed` are those among `changed` that are now called differently, so that whoever
    shows their names elsewhere (a list, the index) can follow."""

    step: StepId
    created: frozenset[Ref] = frozenset()
    changed: frozenset[Ref] = frozenset()
    removed: frozenset[Ref] = frozenset()
    names_changed: frozenset[Ref] = frozenset()
    beside: frozenset[Ref] = frozenset()
    """Records that parts among the touched link to, or linked to before: an act's incident."""
    erased: bool = False
    """Whether what was removed is gone for good and must leave no trace in an index."""

    @property
    def touched(self) -> frozenset[Ref]:
        """All of them."""
        return self.created | self.changed | self.removed

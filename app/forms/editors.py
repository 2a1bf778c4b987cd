"""One editor for each type of value."""

from collections.abc import Callable, Mapping

from app.desk import Desk
from app.forms.dates import DateEditor
from app.forms.editor import Editor
from app.forms.figures import NumberEditor, PointEditor
from app.forms.fixed import FixedEditor
from app.forms.linking import LinkEditor
from app.forms.terms import TermEditor
from app.forms.words import TextEditor
from casefiles.model.properties import Property
from casefiles.model.values import ValueType

NOT_TYPED = (ValueType.FILE, ValueType.LAYER)
"""Types whose values are taken in, never typed."""


_TYPED: Mapping[ValueType, Callable[[Property], Editor]] = {
    ValueType.TEXT: TextEditor,
    ValueType.DATE: DateEditor,
    ValueType.TERM: TermEditor,
    ValueType.NUMBER: NumberEditor,
    ValueType.POINT: PointEditor,
}


def editor_for(prop: Property, desk: Desk) -> Editor:
    """The editor for a property's values."""
    if prop.type is ValueType.LINK:
        return LinkEditor(prop, desk)
    return _TYPED.get(prop.type, FixedEditor)(prop)

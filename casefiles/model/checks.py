"""Does a value fit the property it is said of? Asked at the door, once, by every way in."""

from casefiles.errors import Fault
from casefiles.model.kinds import BY_NAME
from casefiles.model.properties import Property
from casefiles.model.values import (
    FileValue,
    Layer,
    Link,
    Number,
    Point,
    TermValue,
    Text,
    Value,
    ValueType,
    When,
)
from casefiles.model.vocabulary import load
from casefiles.text import _

LONGEST_TEXT = 1_000_000
"""Code points of one text value; longer words belong into a source, as a file."""

_TYPES: dict[type, ValueType] = {
    Text: ValueType.TEXT,
    When: ValueType.DATE,
    Link: ValueType.LINK,
    TermValue: ValueType.TERM,
    Number: ValueType.NUMBER,
    Point: ValueType.POINT,
    FileValue: ValueType.FILE,
    Layer: ValueType.LAYER,
}


def fault_of(kind: str, name: str, value: Value, linked_kind: str | None = None) -> Fault | None:
    """What is wrong with saying `value` of property `name`, or None.

    `linked_kind` is the kind of the record a link leads to, None if there is no such record.
    """
    prop = BY_NAME[kind].properties.get(name)
    if prop is None:
        return Fault(name, _("This kind of record has no such field."))
    if _TYPES[type(value)] is not prop.type:
        return Fault(name, _("{field}: the value is of another kind.").format(field=_(prop.label)))
    sentence = _misfit(prop, value, linked_kind)
    return Fault(name, f"{_(prop.label)}: {sentence}") if sentence else None


def _misfit(prop: Property, value: Value, linked_kind: str | None) -> str:
    if isinstance(value, Text):
        if not value.text.strip():
            return _("nothing is written here.")
        if len(value.text) > LONGEST_TEXT:
            return _("the text is too long for a field; take it in as a document.")
    if isinstance(value, TermValue) and not load(prop.vocabulary).has(value.code):
        return _("the list of terms has no such term.")
    if isinstance(value, Link):
        if linked_kind is None:
            return _("the record it leads to does not exist.")
        if linked_kind not in prop.links_to:
            return _("it cannot lead to a record of this kind.")
    return ""

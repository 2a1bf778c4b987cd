"""Values in words: the one way a value is written in window, command line and dossier."""

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
    When,
)
from casefiles.model.vocabulary import load
from casefiles.text import _, language, many


def value_in_words(prop: Property | None, value: Value) -> str:  # noqa: PLR0911 - one a type
    """The value as a reader sees it; a link has no words of its own and gives none."""
    match value:
        case Text(text=text):
            return text
        case When(date=date):
            return date.label()
        case TermValue(code=code):
            return _label(prop, code)
        case Number():
            return number_in_words(value)
        case Point(lat=lat, lon=lon, within=within):
            return _("{lat:.4f}, {lon:.4f} (within {m:,.0f} m)").format(lat=lat, lon=lon, m=within)
        case FileValue(name=name, size=size):
            return f"{name} ({many('{n} byte', '{n} bytes', size)})"
        case Layer(chars=chars):
            return many("{n} character of text", "{n} characters of text", chars)
        case Link():
            return ""


def number_in_words(value: Number) -> str:
    """ "23 years", "23 to 28 years"; the unit by its label where it is a known one."""
    low, high = f"{value.low:g}", f"{value.high:g}"
    number = low if low == high else _("{low} to {high}").format(low=low, high=high)
    units = load("statistic_unit")
    unit = inside(units.label(value.unit, language())) if units.has(value.unit) else value.unit
    return f"{number} {unit}".rstrip()


def inside(label: str) -> str:
    """A label as it stands inside a sentence: "Years" is "years", "US dollars" stays."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def _label(prop: Property | None, code: str) -> str:
    if prop is None or not prop.vocabulary or not load(prop.vocabulary).has(code):
        return code
    return load(prop.vocabulary).label(code, language())

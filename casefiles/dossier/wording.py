"""Values, certainty, dates and passages in words, in the language of `casefiles.text`."""

from casefiles.model.claim import REPORTED, Passage
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
from casefiles.names.fold import script
from casefiles.text import N_, _, language

_SCRIPTS = {
    "latin": N_("Latin script"),
    "cyrillic": N_("Cyrillic script"),
    "arabic": N_("Persian script"),
}
_LANGUAGES = {
    "tg": N_("Tajik"),
    "ru": N_("Russian"),
    "fa": N_("Persian"),
    "en": N_("English"),
    "uz": N_("Uzbek"),
    "de": N_("German"),
    "pl": N_("Polish"),
}


def value(said: Value, prop: Property) -> str:
    """A value in words; links are worded by who can see the record they lead to."""
    words = ""
    match said:
        case Text():
            words = said.text
        case When():
            words = said.date.label()
        case TermValue():
            words = term(prop.vocabulary, said.code)
        case Number():
            words = number(said)
        case Point():
            where = _("{lat}, {lon} (within {metres} m)")
            words = where.format(
                lat=f"{said.lat:.4f}", lon=f"{said.lon:.4f}", metres=f"{said.within:.0f}"
            )
        case FileValue():
            words = said.name
        case Link() | Layer():
            pass
    return words


def term(vocabulary: str, code: str) -> str:
    """The label of a term in the current language."""
    return load(vocabulary).label(code, language())


def soft(label: str) -> str:
    """A label inside a sentence: small first letter, unless it is an abbreviation."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def number(said: Number) -> str:
    """ "23 years", "2–28 years"."""
    low = f"{said.low:g}" if said.low != int(said.low) else str(int(said.low))
    high = f"{said.high:g}" if said.high != int(said.high) else str(int(said.high))
    amount = low if said.low == said.high else f"{low}–{high}"
    return f"{amount} {_(said.unit)}" if said.unit else amount


def certainty(code: str, by: str, who: str) -> str:
    """ "alleged (official: Ministry of the Interior)"; `who` may be empty, as may `by`."""
    word = soft(term("certainty", code or REPORTED))
    speaker = soft(term("speaker", by)) if by else ""
    said_by = ": ".join(part for part in (speaker, who) if part)
    return f"{word} ({said_by})" if said_by else word


def writing(text: str, lang: str) -> str:
    """The script and language of a name variant: "Cyrillic script, Tajik"."""
    first = next((script(word) for word in text.split() if script(word)), "")
    parts = [_(_SCRIPTS[first])] if first else []
    if lang:
        parts.append(_(_LANGUAGES[lang]) if lang in _LANGUAGES else lang)
    return ", ".join(parts)


def passage(where: Passage) -> str:
    """ "lines 12–14", "page 3", "characters 20–48"; empty where only the whole source is meant."""
    parts: list[str] = []
    if where.page:
        parts.append(_("page {page}").format(page=where.page))
    last = where.last_line or where.first_line
    if where.first_line and last != where.first_line:
        parts.append(_("lines {first}–{last}").format(first=where.first_line, last=last))
    elif where.first_line:
        parts.append(_("line {line}").format(line=where.first_line))
    if where.start >= 0 and not parts:
        parts.append(_("characters {first}–{last}").format(first=where.start, last=where.end))
    return ", ".join(parts)


def joined(parts: list[str]) -> str:
    """Parts of a remark, each once, empty ones left out."""
    return "; ".join(dict.fromkeys(part for part in parts if part))

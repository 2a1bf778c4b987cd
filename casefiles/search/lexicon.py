"""The words the search understands beside those it looks for: operators, fields and kinds.

Only words somebody would type are listed; a kind's own name always works after `kind:`.
"""

from collections.abc import Mapping

AND = frozenset({"AND", "И", "ВА"})
OR = frozenset({"OR", "ИЛИ", "Ё"})
NOT = frozenset({"NOT", "НЕ"})

NEAR = ("NEAR", "РЯДОМ", "НАЗДИК")
NEAR_WORDS = 10
"""How far apart the words may be where that is not said (`NEAR/5`)."""

KIND_FIELD = "kind"
DATE_FIELD, BEFORE_FIELD, AFTER_FIELD = "date", "before", "after"
LANGUAGE_FIELD = "lang"
PROTECTION_FIELD = "protection"

FIELD_WORDS: Mapping[str, str] = {
    "title": "title", "название": "title", "заголовок": "title",
    "name": "name", "имя": "name",
    "author": "author", "автор": "author", "муаллиф": "author",
    "outlet": "outlet", "издание": "outlet",
    "place": "place", "место": "place", "ҷой": "place",
    "tag": "tag", "метка": "tag", "тег": "tag",
    "mentions": "mention", "mention": "mention", "упоминает": "mention",
    "file": "file", "файл": "file",
    "person": "person", "человек": "person", "лицо": "person", "шахс": "person",
    "agency": "agency", "орган": "agency", "ведомство": "agency", "organisation": "agency",
    "organization": "agency", "организация": "agency",
    "act": "act", "acts": "act", "акт": "act", "действие": "act", "нарушение": "act",
    "source": "source", "источник": "source", "манбаъ": "source",
    "case": "case", "дело": "case",
    "lang": LANGUAGE_FIELD, "language": LANGUAGE_FIELD, "язык": LANGUAGE_FIELD,
    "забон": LANGUAGE_FIELD,
    "protection": PROTECTION_FIELD, "защита": PROTECTION_FIELD,
    "kind": KIND_FIELD, "вид": KIND_FIELD, "тип": KIND_FIELD,
    "date": DATE_FIELD, "дата": DATE_FIELD, "сана": DATE_FIELD,
    "before": BEFORE_FIELD, "until": BEFORE_FIELD, "до": BEFORE_FIELD,
    "after": AFTER_FIELD, "since": AFTER_FIELD, "после": AFTER_FIELD,
}  # fmt: skip

DATED_WORDS = frozenset({"dated", "датировано", "датированный", "датированные", "датированная"})

PROTECTION_WORDS: Mapping[str, str] = {
    "open": "0", "открыто": "0", "official": "1", "официально": "1",
    "partner": "2", "партнёр": "2", "партнер": "2", "internal": "3", "внутри": "3",
}  # fmt: skip
"""Who may see a record: the values of `Sensitivity`."""

KIND_WORDS: Mapping[str, str] = {
    "source": "source", "sources": "source", "document": "source", "documents": "source",
    "article": "source", "articles": "source", "источник": "source", "источники": "source",
    "документ": "source", "документы": "source", "статья": "source", "статьи": "source",
    "person": "person", "persons": "person", "people": "person",
    "человек": "person", "люди": "person", "лицо": "person", "лица": "person",
    "incident": "incident", "incidents": "incident",
    "инцидент": "incident", "инциденты": "incident",
    "organisation": "organisation", "organisations": "organisation",
    "organization": "organisation", "organizations": "organisation",
    "организация": "organisation", "организации": "organisation",
    "place": "place", "places": "place", "место": "place", "места": "place",
    "event": "event", "events": "event", "событие": "event", "события": "event",
    "proceeding": "proceeding", "proceedings": "proceeding",
    "case": "case", "cases": "case", "дело": "case", "дела": "case",
}  # fmt: skip

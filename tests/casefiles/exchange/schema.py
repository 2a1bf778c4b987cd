"""As much of JSON Schema 2020-12 as our schema uses, so that it can be held against real lines."""

import json
import re
from collections.abc import Iterator
from typing import Any

import resources

SCHEMA: dict[str, Any] = json.loads(resources.path("interchange.schema.json").read_bytes())

_TYPES: dict[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
}
_KNOWN = {
    *("$schema", "title", "description", "$defs", "$ref", "oneOf", "type", "enum", "required"),
    *("additionalProperties", "properties", "items", "pattern", "minimum", "maximum"),
    *("minLength", "maxLength", "minItems", "maxItems"),
}


def faults(value: Any, schema: dict[str, Any] = SCHEMA, at: str = "$") -> Iterator[str]:
    """Everything in which the value does not fit; a keyword not known here is a fault, too."""
    if set(schema) - _KNOWN:
        yield f"{at}: keywords {set(schema) - _KNOWN}"
    yield from _elsewhere(value, schema, at)
    if "type" in schema:
        fits = isinstance(value, _TYPES[schema["type"]])
        if not fits or (isinstance(value, bool) and schema["type"] != "boolean"):
            yield f"{at}: is no {schema['type']}"
            return
    if "enum" in schema and value not in schema["enum"]:
        yield f"{at}: is none of the listed"
    if isinstance(value, dict):
        yield from _in_object(value, schema, at)
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from faults(item, schema.get("items", {}), f"{at}[{number}]")
    if not _in_bounds(value, schema):
        yield f"{at}: out of bounds"


def _elsewhere(value: Any, schema: dict[str, Any], at: str) -> Iterator[str]:
    """What other parts of the schema say of it."""
    if "$ref" in schema:
        yield from faults(value, SCHEMA["$defs"][schema["$ref"].rpartition("/")[2]], at)
    if "oneOf" in schema:
        fitting = [one for one in schema["oneOf"] if not list(faults(value, one, at))]
        if len(fitting) != 1:
            yield f"{at}: fits {len(fitting)} of {len(schema['oneOf'])}"


def _in_bounds(value: Any, schema: dict[str, Any]) -> bool:
    if isinstance(value, str):
        length = schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", 1 << 40)
        return length and re.search(schema.get("pattern", ""), value) is not None
    if isinstance(value, list):
        return bool(schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", 1 << 40))
    if isinstance(value, int | float):
        return bool(schema.get("minimum", value) <= value <= schema.get("maximum", value))
    return True


def _in_object(value: dict[str, Any], schema: dict[str, Any], at: str) -> Iterator[str]:
    known = schema.get("properties", {})
    yield from (f"{at}: lacks {name}" for name in schema.get("required", ()) if name not in value)
    for name, inner in value.items():
        if name in known:
            yield from faults(inner, known[name], f"{at}.{name}")
        elif schema.get("additionalProperties") is False:
            yield f"{at}: has {name}"

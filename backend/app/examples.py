"""Examples in the API's document: made from the schemas themselves, with words where a type alone says too little.

A schema's own `examples` go first. A field without one is looked up in `app.words` by its name, or by schema and name
where a name means different things; None leaves it empty.
"""

from typing import Any

from app.words import FORMATS, OWN, WORDS

Schemas = dict[str, Any]
UNTOLD = "…"
"""In the place of a text that nothing tells an example of: a test names the field, to be given one here or there."""


def fill(schemas: Schemas) -> None:
    """Put an example at every field that has none, where its type alone would not say one."""
    for name, schema in schemas.items():
        for field, described in schema.get("properties", {}).items():
            word = OWN.get(f"{name}.{field}", WORDS.get(field))
            told = "examples" in described and described.get("format") != "decimal"
            if (f"{name}.{field}" in OWN or not told) and _fits(word, described):
                described["examples"] = [word]


def made(schema: dict[str, Any], schemas: Schemas, where: str = "") -> Any:
    """An example of `schema`; `where` is the schema's name, or with a dot the field's."""
    field = where.partition(".")[2]
    if where in OWN or WORDS.get(field, ...) is None:
        return OWN.get(where)
    if schema.get("examples"):
        return schema["examples"][0]
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[1]
        return made(schemas[name], schemas, name)
    if schema.get("enum"):
        return schema["enum"][0]
    for word in ("const", "default"):
        if schema.get(word) is not None:
            return schema[word]
    if kinds := schema.get("anyOf") or schema.get("oneOf") or schema.get("allOf"):
        return made(next((each for each in kinds if each.get("type") != "null"), kinds[0]), schemas, where)
    return _of_type(schema, schemas, where)


def _of_type(schema: dict[str, Any], schemas: Schemas, where: str) -> Any:
    kind = schema.get("type")
    if kind == "object":
        fields = schema.get("properties", {})
        return {field: made(described, schemas, f"{where}.{field}") for field, described in fields.items()}
    if kind == "array":
        return [made(schema["items"], schemas, where)]
    if kind == "boolean":
        return False
    if kind in ("integer", "number"):
        return max(1, schema.get("minimum", 0))
    if schema.get("format") in FORMATS:
        return FORMATS[schema["format"]]
    return UNTOLD if kind == "string" else None


KINDS = {str: {"string"}, int: {"integer", "number"}, bool: {"boolean"}, list: {"array"}, dict: {"object"}}


def _fits(word: Any, described: dict[str, Any]) -> bool:
    """Whether a field can hold this word, and its type alone says little of it."""
    return word is not None and any(
        each.get("type") in KINDS.get(type(word), ())
        and not {"enum", "const"} & set(each)
        and each.get("format") in (None, "decimal", "date")
        for each in (described, *described.get("anyOf", ()))
    )

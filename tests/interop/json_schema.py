"""JSON against its schema, and its offsets against the texts."""

import collections
import json

import jsonschema
from expected import FOLDER, TEXTS, rows, same

schema = json.loads((FOLDER / "schema.json").read_text(encoding="utf-8"))
whole = json.loads((FOLDER / "x.json").read_text(encoding="utf-8"))
jsonschema.Draft202012Validator.check_schema(schema)
jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker()).validate(whole)
tags = {tag["key"]: tag for tag in whole["codebook"]}


def path(key):
    names = []
    while key:
        names.append(tags[key]["zh"] or tags[key]["en"] or key)
        key = tags[key]["parent"]
    return " / ".join(reversed(names))


found = collections.Counter()
for a in whole["annotations"]:
    text = TEXTS[a["document"]]
    quote = "".join(text[span["start"]:span["end"]] for span in a["target"])
    assert quote == "".join(span["exact"] for span in a["target"])
    for n, tag in enumerate(a["tags"] or [""]):
        found[(a["document"], quote, path(tag), a["coder"], a["note"] if n == 0 else "")] += 1
same("json, jsonschema", found, rows("document", "quote", "tag", "coder", "note"))
lines = [json.loads(line) for line in (FOLDER / "x.jsonl").read_text(encoding="utf-8").splitlines()]
assert [line["annotation"] for line in lines if "annotation" in line] == whole["annotations"]

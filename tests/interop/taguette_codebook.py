"""Taguette reads the codebook itself."""

import json

from expected import EXPECTED, FOLDER
from taguette.import_codebook import list_tags

with open(FOLDER / "qc.csv", "rb") as file:
    tags = list(list_tags(file))
paths = [tag["path"] for tag in tags]
wanted = json.loads((FOLDER / "codebook.json").read_text(encoding="utf-8"))
assert sorted(paths) == sorted(tag["path"] for tag in wanted), set(paths) ^ {tag["path"] for tag in wanted}
said = {tag["path"]: tag["description"] for tag in tags}
for tag in wanted:
    assert tag["definition"] in said[tag["path"]]
assert {row["tag"] for row in EXPECTED if row["tag"]} <= set(paths)
print(f"qc, Taguette: {len(tags)} tags")

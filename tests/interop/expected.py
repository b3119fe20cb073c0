"""What the store holds, and how what a reader found is held against it.

`expected.json` is a list of {document, article, quote, pieces, tag, coder, note}: one for each tag of each
annotation, with an empty tag where there is none. The note stands with the first tag alone.
"""

import collections
import json
import pathlib
import sys

FOLDER = pathlib.Path(sys.argv[1])
EXPECTED = json.loads((FOLDER / "expected.json").read_text(encoding="utf-8"))
TEXTS = {path: (FOLDER / "texts" / path).read_bytes().decode("utf-8") for path in
         json.loads((FOLDER / "documents.json").read_text(encoding="utf-8"))}


def solid(text):
    """The text without white space: formats that join paragraphs have other white space."""
    return "".join(text.split())


def rows(*fields, where=lambda row: True):
    """The multiset of these fields."""
    return collections.Counter(tuple(row[field] for field in fields) for row in EXPECTED if where(row))


def same(name, found, wanted):
    """Fails with what is missing and what is too much."""
    missing, more = wanted - found, found - wanted
    if missing or more:
        for row, count in list(missing.items())[:5]:
            print(f"{name}: missing {count} x {row}")
        for row, count in list(more.items())[:5]:
            print(f"{name}: not in the store {count} x {row}")
        sys.exit(1)
    print(f"{name}: {sum(found.values())} the same")

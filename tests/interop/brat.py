"""brat: entities by pybrat, the notes and coders beside them by their lines."""

import collections
import json
import re

from expected import FOLDER, TEXTS, rows, same, solid
from pybrat.parser import BratParser

folder = FOLDER / "brat"
# Two tags on one passage are two entities of one place, which is as it should be.
examples = BratParser(error="ignore").parse(folder)


def said(line):
    return re.sub(r"\\(u[0-9a-f]{4}|.)", lambda m: {"n": "\n", "t": "\t", "\\": "\\"}.get(m[1], m[0]), line)


found = collections.Counter()
for example in examples:
    path = example.id if example.id in TEXTS else example.id + ".txt"
    text = TEXTS[path]
    assert text == example.text
    beside = collections.defaultdict(dict)
    for line in (folder / f"{example.id}.ann").read_text(encoding="utf-8").split("\n"):
        if line[:1] == "A":
            _, name, entity, value = line.replace("\t", " ", 1).split(" ", 3)
            beside[entity][name] = value
        elif line[:1] == "#":
            _, head, value = line.split("\t", 2)
            name, entity = head.split(" ")
            beside[entity][name] = said(value)
    for entity in example.entities:
        pieces = [text[span.start:span.end] for span in entity.spans]
        assert " ".join(pieces) == entity.mention, (pieces, entity.mention)
        assert all("\n" not in piece for piece in pieces)
        own = beside[entity.id]
        found[(path, solid("".join(pieces)), own.get("Label", ""), own["Coder"], own.get("AnnotatorNotes", ""))] += 1
wanted = collections.Counter()
for (path, quote, *rest), count in rows("document", "quote", "tag", "coder", "note",
                                        where=lambda row: solid(row["quote"])).items():
    wanted[(path, solid(quote), *rest)] += count
same("brat, pybrat", found, wanted)

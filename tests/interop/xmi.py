"""XMI: by dkpro-cassis, which turns units of UTF-16 into its own; and written again by it."""

import collections

from cassis import load_cas_from_xmi, load_typesystem
from expected import FOLDER, TEXTS, rows, same

folder = FOLDER / "xmi"
with open(folder / "TypeSystem.xml", "rb") as file:
    types = load_typesystem(file)
found = collections.Counter()
pieces = collections.defaultdict(list)
for path in sorted(folder.rglob("*.xmi")):
    name = str(path.relative_to(folder))[:-4]
    document = name if name in TEXTS else name + ".txt"
    with open(path, "rb") as file:
        cas = load_cas_from_xmi(file, typesystem=types)
    assert cas.sofa_string == TEXTS[document]
    again = FOLDER / "again" / f"{name}.xmi"
    again.parent.mkdir(parents=True, exist_ok=True)
    cas.to_xmi(again)
    for passage in cas.select("webanno.custom.Meipi"):
        pieces[(document, passage.annotation, passage.tag or "", passage.coder)].append(passage)
for (document, _, tag, coder), parts in pieces.items():
    parts.sort(key=lambda part: part.begin)
    quote = "".join(part.get_covered_text() for part in parts)
    note = "".join(part.note or "" for part in parts)
    found[(document, quote, tag, coder, note)] += 1
same("xmi, dkpro-cassis", found, rows("document", "quote", "tag", "coder", "note", where=lambda row: row["pieces"]))

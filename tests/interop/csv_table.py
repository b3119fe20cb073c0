"""CSV without guards, read by pandas."""

import collections

import pandas
from expected import FOLDER, TEXTS, rows, same

table = pandas.read_csv(FOLDER / "raw.csv", keep_default_na=False, dtype=str)
found = collections.Counter()
seen = set()
for row in table.to_dict("records"):
    spans = [tuple(map(int, span.split("-"))) for span in row["spans"].split(";") if span]
    text = TEXTS[row["document"]]
    quote = "".join(text[start:end] for start, end in spans)
    # What is left out between pieces has a sign.
    assert quote == row["content"].replace(" … ", ""), (quote, row["content"])
    assert not spans or (spans[0][0], spans[-1][1]) == (int(row["start"]), int(row["end"]))
    note = "" if row["id"] in seen else row["note"]
    seen.add(row["id"])
    found[(row["document"], quote, row["tag"], row["coder"], note)] += 1
same("csv, pandas", found, rows("document", "quote", "tag", "coder", "note"))

"""Word: quotations and comments by python-docx."""

import collections

import docx
from expected import EXPECTED, FOLDER, same

document = docx.Document(FOLDER / "x.docx")
notes = collections.Counter((comment.author, comment.text) for comment in document.comments)
wanted = collections.Counter((row["coder"], row["note"]) for row in EXPECTED if row["note"])
same("docx, python-docx", notes, wanted)
texts = "".join("".join(p.text.split()) for p in document.paragraphs)
for row in EXPECTED:
    assert "".join(row["quote"].split()) in texts, row["quote"]

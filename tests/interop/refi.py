"""REFI-QDA: against the official schemas, then by a reader of projects."""

import collections
import io
import pathlib
import tempfile
import zipfile

from expected import EXPECTED, FOLDER, rows, same, solid
from lxml import etree
from pyrefiqda import RefiCodebook, RefiProject

SCHEMAS = pathlib.Path(__file__).parent / "schemas"


def codes(code, above=()):
    path = (*above, code.name)
    yield code.guid, path, code.description or ""
    for child in code.code:
        yield from codes(child, path)


def text_of(value):
    return value if isinstance(value, str) else str(value)


for sources in ("article", "page"):
    data = (FOLDER / f"{sources}.qdpx").read_bytes()
    archive = zipfile.ZipFile(io.BytesIO(data))
    assert archive.testzip() is None
    project = etree.fromstring(archive.read("project.qde"))
    etree.XMLSchema(etree.parse(SCHEMAS / "Project.xsd")).assertValid(project)
    with tempfile.TemporaryDirectory() as folder:
        loaded = RefiProject.load(FOLDER / f"{sources}.qdpx", folder)
        names = {guid: path for code in loaded.code_book.codes.code for guid, path, _ in codes(code)}
        users = {user.guid: user.name for user in loaded.users.user}
        found = collections.Counter()
        for source in loaded.sources.text_source:
            raw = RefiProject.resolve_source_path(source.plain_text_path, folder).read_bytes()
            assert not raw.startswith(b"\xef\xbb\xbf") and b"\r" not in raw
            text = raw.decode("utf-8")
            for part in source.plain_text_selection:
                quote = text[part.start_position:part.end_position]
                assert part.name == quote or solid(part.name) == solid(quote)
                tags = [" / ".join(names[coding.code_ref.target_guid]) for coding in part.coding]
                assert all(coding.creating_user == part.creating_user for coding in part.coding)
                for n, tag in enumerate(tags or [""]):
                    note = part.description or "" if n == 0 else ""
                    found[(solid(quote), tag, users[part.creating_user], note)] += 1
    wanted = collections.Counter()
    for row in EXPECTED:
        pieces = row["pieces"] if sources == "page" else row["joined"]
        for n, piece in enumerate(pieces):
            wanted[(solid(piece), row["tag"], row["coder"], row["note"] if n == 0 else "")] += 1
    same(f"refi by {sources}, lxml and pyrefiqda", found, wanted)

codebook = etree.parse(FOLDER / "x.qdc")
etree.XMLSchema(etree.parse(SCHEMAS / "Codebook.xsd")).assertValid(codebook)
loaded = RefiCodebook.load(FOLDER / "x.qdc")
found = collections.Counter(" / ".join(path) for code in loaded.codes.code for _, path, _ in codes(code))
for tag in {row["tag"] for row in EXPECTED if row["tag"]}:
    assert found[tag] == 1, tag
print("qdc, lxml and pyrefiqda: valid")

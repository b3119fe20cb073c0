"""Web Annotation: through a JSON-LD processor, and each selector by a reader of selectors.

The context is the part of the vocabulary's that is used here: the test needs no network.
"""

import collections
import json
import re
from urllib.parse import unquote

from anchorpoint.textselectors import TextPositionSelector, TextQuoteSelector
from expected import FOLDER, TEXTS, rows, same
from pyld import jsonld

OA, AS, DC, DCTERMS, FOAF, RDF, XSD = (
    "http://www.w3.org/ns/oa#", "http://www.w3.org/ns/activitystreams#", "http://purl.org/dc/elements/1.1/",
    "http://purl.org/dc/terms/", "http://xmlns.com/foaf/0.1/", "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "http://www.w3.org/2001/XMLSchema#")
CONTEXT = {
    "id": {"@type": "@id", "@id": "@id"}, "type": {"@type": "@id", "@id": "@type"},
    **{name: OA + name for name in ("Annotation", "TextualBody", "TextQuoteSelector", "TextPositionSelector", "exact",
                                    "prefix", "suffix")},
    "AnnotationCollection": AS + "OrderedCollection", "AnnotationPage": AS + "OrderedCollectionPage",
    "Person": FOAF + "Person", "Software": AS + "Application", "generator": {"@type": "@id", "@id": AS + "generator"},
    "name": FOAF + "name", "label": "http://www.w3.org/2000/01/rdf-schema#label",
    "tagging": OA + "tagging", "commenting": OA + "commenting", "highlighting": OA + "highlighting",
    "body": {"@type": "@id", "@id": OA + "hasBody"}, "target": {"@type": "@id", "@id": OA + "hasTarget"},
    "source": {"@type": "@id", "@id": OA + "hasSource"}, "selector": {"@type": "@id", "@id": OA + "hasSelector"},
    "motivation": {"@type": "@vocab", "@id": OA + "motivatedBy"},
    "purpose": {"@type": "@vocab", "@id": OA + "hasPurpose"},
    "creator": {"@type": "@id", "@id": DCTERMS + "creator"},
    "created": {"@type": XSD + "dateTime", "@id": DCTERMS + "created"},
    "modified": {"@type": XSD + "dateTime", "@id": DCTERMS + "modified"},
    "value": RDF + "value", "format": DC + "format",
    "start": {"@type": XSD + "nonNegativeInteger", "@id": OA + "start"},
    "end": {"@type": XSD + "nonNegativeInteger", "@id": OA + "end"},
    "total": {"@type": XSD + "nonNegativeInteger", "@id": AS + "totalItems"},
    "startIndex": {"@type": XSD + "nonNegativeInteger", "@id": AS + "startIndex"},
    "first": {"@type": "@id", "@id": AS + "first"},
    "items": {"@type": "@id", "@id": AS + "items", "@container": "@list"},
}
document = json.loads((FOLDER / "x.jsonld").read_text(encoding="utf-8"))
assert document["@context"] == "http://www.w3.org/ns/anno.jsonld"


def load(url, options):
    assert url == document["@context"]
    return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url,
            "document": {"@context": CONTEXT}}


def one(node, name, key="@value"):
    return node[name][0][key] if name in node else ""


# Addresses are absolute (RFC 8141): they need no base, and none of them names a place of this machine.
ADDRESS = re.compile(r"urn:[a-z0-9][a-z0-9-]{0,30}[a-z0-9]:(?P<library>[0-9a-f]+):(?P<path>(?:[A-Za-z0-9._~/-]|%[0-9A-F]{2})+)")
(collection,) = jsonld.expand(document, {"documentLoader": load, "base": ""})
items = collection[AS + "first"][0][AS + "items"][0]["@list"]
assert len(items) == int(one(collection, AS + "totalItems"))
found = collections.Counter()
for item in items:
    assert item["@type"] == [OA + "Annotation"] and item["@id"].startswith("urn:uuid:")
    for time in ("created", "modified"):
        assert one(item, DCTERMS + time).endswith("Z")
    quote, path = "", None
    for target in item[OA + "hasTarget"]:
        source = one(target, OA + "hasSource", "@id") or target["@id"]
        path = unquote(ADDRESS.fullmatch(source)["path"])
        text = TEXTS[path]
        selectors = {s["@type"][0].removeprefix(OA): s for s in target.get(OA + "hasSelector", [])}
        if not selectors:
            continue
        place, words = selectors["TextPositionSelector"], selectors["TextQuoteSelector"]
        start, end = int(one(place, OA + "start")), int(one(place, OA + "end"))
        exact, prefix, suffix = (one(words, OA + name) for name in ("exact", "prefix", "suffix"))
        assert TextPositionSelector(start=start, end=end).as_quote(text).exact == exact == text[start:end]
        assert text[:start].endswith(prefix) and text[end:].startswith(suffix)
        # Readers of quotations look for what stands around them without the white space at its ends.
        match = TextQuoteSelector(exact=exact.strip(), prefix=prefix.strip(), suffix=suffix.strip()).find_match(text)
        assert match and text[match.start(1):match.end(1)].strip() == exact.strip(), exact
        quote += exact
    tags, note = [], ""
    for body in item.get(OA + "hasBody", []):
        value = one(body, RDF + "value")
        if one(body, OA + "hasPurpose", "@id") == OA + "tagging":
            tags.append(value)
        else:
            note = value
    coder = one(item[DCTERMS + "creator"][0], FOAF + "name")
    for n, tag in enumerate(tags or [""]):
        found[(path, quote, tag, coder, note if n == 0 else "")] += 1
same("w3c, pyld and anchorpoint", found, rows("document", "quote", "tag", "coder", "note"))

//! Files of texts with labels in the shapes of many tools.

use super::foreign::rows;
use super::readers::taken;
use crate::annotation::Book;
use crate::exchange::intake::loss::At;

/// A file; tags and words of its annotations, empty words for the text as a whole; what is passed over.
type Case = (&'static str, &'static [(&'static str, &'static str)], &'static [(&'static str, usize)]);

const CASES: [Case; 18] = [
    (r#"{"text": "河长巡河。", "label": [[0, 2, "人"]]}"#, &[("人", "河长")], &[]),
    (r#"[{"text": "河长巡河。", "label": [[0, 2, "人"]]}]"#, &[("人", "河长")], &[]),
    ("[\n  {\n \"text\": \"河长巡河。\",\n \"label\": [\n [0, 2, \"人\"]]\n }\n]\n", &[("人", "河长")], &[]),
    ("{\n \"text\": \"河长巡河。\",\n \"label\": [[0, 2, \"人\"]]\n}\n", &[("人", "河长")], &[]),
    (
        r#"{"text": "河长巡河。", "entities": [{"id": 1, "start_offset": 0, "end_offset": 2, "label": "人"}], "relations": [{"id": 1}, {"id": 2}], "Comments": ["好"]}"#,
        &[("人", "河长")],
        &[("loss-comments", 1), ("loss-relations", 2)],
    ),
    // The end is the last character, as the words show.
    (
        r#"{"text": "河长巡河。", "label": {"人": {"河长": [[0, 1]]}, "事": {"巡河": [[2, 3]]}}}"#,
        &[("事", "巡河"), ("人", "河长")],
        &[],
    ),
    (
        r#"{"text": "河长巡河。", "entities": [{"start_idx": 0, "end_idx": 1, "type": "人", "entity": "河长"}, {"start_idx": 2, "end_idx": 3, "type": "事"}]}"#,
        &[("事", "巡河"), ("人", "河长")],
        &[],
    ),
    // And here it is not.
    (
        r#"{"text": "河长巡河。", "entities": [{"start_idx": 0, "end_idx": 2, "type": "人", "entity": "河长"}, {"start_idx": 2, "end_idx": 4, "type": "事"}]}"#,
        &[("事", "巡河"), ("人", "河长")],
        &[],
    ),
    (r#"{"text": "河长巡河。", "label": ["水利"]}"#, &[("水利", "")], &[]),
    (r#"{"text": "河长巡河。", "label": "水利"}"#, &[("水利", "")], &[]),
    (r#"{"text": "河长巡河。", "label": [], "cats": ["水利"]}"#, &[("水利", "")], &[]),
    (
        r#"{"content": "河长巡河。", "spans": [{"start": 0, "end": 2, "label": "人"}], "source": "报"}"#,
        &[("人", "河长")],
        &[("loss-attributes", 1)],
    ),
    (
        r#"{"text": "河长巡河。", "label": [{"start": 0, "end": 2, "text": "河长", "labels": ["人", "官"]}]}"#,
        &[("人+官", "河长")],
        &[],
    ),
    (
        r#"{"text": "河长巡河。", "label": [[0, 2, "人"], [0, 2], {"x": 1}, [2, -1, "事"], ["a", 4, "事"], [2.0, 4.0, "事"]]}"#,
        &[("事", "巡河"), ("人", "河长")],
        &[("loss-labels", 4)],
    ),
    (r#"{"text": "河长巡河。", "label": {"人": 3}}"#, &[], &[("loss-labels", 1)]),
    (
        "{\"text\": \"河长巡河。\", \"label\": [[0, 2, \"人\"]]}\n{\"text\": \"河长\", \"label\": [[0, NaN, \"人\"]]}\nx\n",
        &[("人", "河长")],
        &[("loss-records", 2)],
    ),
    (
        "[{\"text\": \"河长\", \"label\": [[0, NaN, \"人\"]]},\n{\"text\": \"河长巡河。\", \"label\": [[0, 2, \"人\"]]}]",
        &[("人", "河长")],
        &[("loss-records", 1)],
    ),
    (
        "{\"text\": \"河长巡河。\", \"label\": [[0, 2, \"人\"]]}\n{\"label\": [[0, 2, \"人\"]]}\n",
        &[("人", "河长")],
        &[("loss-records", 1)],
    ),
];

#[test]
fn what_looks_like_doccano_is_read_or_told() {
    for (data, wanted, losses) in CASES {
        let mut book = Book::default();
        let found = taken(&mut book, "x.json", data.as_bytes(), (None, None));
        let is: Vec<(String, String)> =
            rows(&book).into_iter().map(|(_, _, tags, words)| (tags.join("+"), words)).collect();
        let wanted: Vec<(String, String)> =
            wanted.iter().map(|(tag, words)| ((*tag).into(), (*words).into())).collect();
        assert_eq!(is, wanted, "{data}");
        assert_eq!(found.losses, losses, "{data}");
        assert!(!found.nothing, "{data}");
        assert!(!found.report.iter().any(|(key, _)| *key == "import-unsure"), "{data}");
    }
    let mut book = Book::default();
    let unclear = r#"{"text": "河长巡河。", "entities": [{"start_idx": 0, "end_idx": 1, "type": "人"}]}"#;
    let found = taken(&mut book, "x.json", unclear.as_bytes(), (None, None));
    assert!(found.report.contains(&("import-unsure", 1)), "{:?}", found.report);
    let lines = "\n{\"text\": \"河长\", \"label\": []}\n\n{\"text\": \n{\"text\": 1}\n";
    assert_eq!(
        taken(&mut Book::default(), "x.jsonl", lines.as_bytes(), (None, None)).places["loss-records"],
        [At::Line(4), At::Line(5)]
    );
}

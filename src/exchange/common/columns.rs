//! What people and other programs call the columns of tables.

use crate::exchange::intake::incoming::Incoming;

/// Returns what people and other programs call a column.
pub fn others(name: &str) -> &'static [&'static str] {
    match name {
        "document" => &["file", "filename", "doc", "source", "文件", "文件名", "文档"],
        "tag" => &["code", "label", "tags", "codes", "labels", "标签", "编码", "代码"],
        "content" => &["quote", "quotation", "exact", "text", "segment", "引文", "原文", "内容"],
        "note" => &["notes", "memo", "comment", "comments", "备注", "批注", "备忘"],
        "coder" => &["annotator", "user", "author", "标注人", "编码人", "编码者"],
        "start" => &["begin", "start_offset", "起点"],
        "end" => &["end_offset", "终点"],
        "created" => &["date", "时间"],
        "definition" => &["description", "定义", "说明"],
        "parent" => &["parent tag", "parent code", "上级", "上级标签", "父标签"],
        _ => &[],
    }
}

/// Columns whose cells may name several tags.
pub const SEVERAL: [&str; 3] = ["tags", "codes", "labels"];

/// Returns the tags that a cell names.
pub fn tags(cell: &str, several: bool, incoming: &mut Incoming) -> Vec<String> {
    let parts = cell.split(|c| several && matches!(c, ';' | '；' | '|' | '\n'));
    parts.filter_map(|label| incoming.label(label)).collect()
}

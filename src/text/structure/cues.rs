//! The weighed cues, one a row: what speaks for a kind, how much, and why.
//!
//! The first table finds what lines show by themselves and their blank surroundings (running text,
//! bylines, captions); the second, read from the end, what short lines are by what follows them.

use super::kind::Kind;
use super::neighbours::{
    above_dateline, behind_caption, below_column, below_headline, beside_folio, byline_follows, cut_above,
    dateline_follows, fenced, first, footnote, headline, is_address_title, is_occasion, is_place, is_rubric,
    last_headline, leads, lone_name, marked_heading, opening, parted, row_beside, runs, signed, signed_short,
};
use super::page::{Fact, Page};
use super::{marks, papers, writers};

/// One reason to take a line for something.
pub struct Cue {
    /// What it speaks for.
    pub kind: Kind,
    /// How much; less than nothing speaks against it.
    pub weight: i32,
    /// The key of the words that name the reason.
    pub why: &'static str,
    /// Whether it holds for a line.
    pub test: fn(&Page, usize) -> bool,
}

const fn cue(kind: Kind, weight: i32, why: &'static str, test: fn(&Page, usize) -> bool) -> Cue {
    Cue { kind, weight, why, test }
}

/// What lines show by themselves.
pub static PLAIN: &[Cue] = &[
    cue(Kind::Body, 5, "cue-long", |p, i| p.len(i) >= 45),
    cue(Kind::Body, 3, "cue-sentence-inside", |p, i| p.len(i) >= 16 && p.is(Fact::HoldsSentence, i)),
    cue(Kind::Body, 3, "cue-ends-as-sentence", |p, i| p.is(Fact::Finished, i)),
    cue(Kind::Body, 2, "cue-clauses", |p, i| p.text(i).matches(['，', ',']).count() >= 2),
    cue(Kind::Body, 3, "cue-clause", |p, i| p.len(i) >= 20 && p.text(i).contains(['，', ','])),
    cue(Kind::Body, -4, "cue-above-byline", |p, i| p.len(i) < 45 && p.is(Fact::Byline, i + 1)),
    cue(Kind::Body, -4, "cue-exclaims-above-byline", |p, i| {
        p.len(i) < 40 && p.text(i).ends_with(['！', '？']) && !p.text(i).contains('。') && opening(p, i + 1)
    }),
    cue(Kind::Body, 4, "cue-ends-as-clause", |p, i| p.text(i).ends_with(['，', '、']) && p.level(i) == 0),
    cue(Kind::Body, -4, "cue-asks-below-column", |p, i| {
        p.len(i) < 30 && p.text(i).ends_with(['！', '？']) && !p.text(i).contains('。') && below_column(p, i)
    }),
    cue(Kind::Body, 4, "cue-semicolon", |p, i| p.text(i).ends_with(['；', ';']) && p.len(i) >= 6),
    cue(Kind::Body, 10, "cue-cut-above", cut_above),
    cue(Kind::Body, 4, "cue-goes-on", |p, i| {
        let cut =
            i > 0 && p.kind(i - 1) == Some(Kind::Body) && !marks::may_end_paragraph(p.above(i)) && p.len(i - 1) >= 12;
        cut && p.is(Fact::HoldsClause, i) && p.level(i) == 0
    }),
    cue(Kind::Body, 4, "cue-torn", |p, i| p.is(Fact::Torn, i) && p.level(i) == 0),
    cue(Kind::Body, 5, "cue-open-mark", |p, i| p.is(Fact::Opens, i) && p.is(Fact::Closes, i + 1)),
    cue(Kind::Body, 5, "cue-rest-below", |p, i| !p.is(Fact::Finished, i) && p.len(i) >= 8 && p.is(Fact::Torn, i + 1)),
    cue(Kind::Body, 9, "cue-item", |p, i| p.is(Fact::Item, i) && p.level(i) == 0),
    cue(Kind::Body, 20, "cue-fenced", fenced),
    cue(Kind::Body, 9, "cue-table", |p, i| p.is(Fact::Row, i) && row_beside(p, i)),
    cue(Kind::Body, 8, "cue-address", |p, i| marks::is_address(p.text(i))),
    cue(Kind::Body, 6, "cue-lead-in", |p, i| marks::is_lead_in(p.text(i))),
    cue(Kind::Body, 4, "cue-broken-off", |p, i| marks::is_broken_off(p.text(i))),
    cue(Kind::Body, 6, "cue-calls", |p, i| {
        p.len(i) <= 6 && p.text(i).ends_with('：') && p.is(Fact::Finished, i + 1) && p.len(i + 1) >= 16
    }),
    cue(Kind::Body, 4, "cue-speaker", |p, i| marks::is_speech(p.text(i))),
    cue(Kind::Body, 6, "cue-markdown", |p, i| p.markdown() && p.level(i) == 0),
    cue(Kind::Body, 6, "cue-dateline", |p, i| p.is(Fact::Dateline, i) && p.len(i) >= 24),
    cue(Kind::Body, -6, "cue-marked-heading", marked_heading),
    cue(Kind::Byline, 12, "cue-writers", |p, i| p.is(Fact::Byline, i)),
    cue(Kind::Byline, 8, "cue-signature", |p, i| {
        papers::is_signature(p.text(i)) && i > 0 && (p.len(i - 1) >= 20 || marks::is_finished(p.above(i)))
    }),
    cue(Kind::Byline, 6, "cue-lone-name", lone_name),
    cue(Kind::Byline, 9, "cue-above-date", |p, i| i > 3 && p.len(i) <= 24 && !p.is(Fact::MayEnd, i) && signed(p, i)),
    cue(Kind::Byline, 6, "cue-place-and-name", |p, i| {
        i > 0 && writers::is_place_and_name(p.text(i)) && marks::is_finished(p.above(i)) && p.len(i - 1) >= 20
    }),
    cue(Kind::Byline, 7, "cue-authority", |p, i| {
        (1..8).contains(&i) && writers::is_authority(p.text(i)) && below_headline(p, i)
    }),
    cue(Kind::Byline, 9, "cue-names", |p, i| i > 0 && p.is(Fact::Names, i) && !p.is(Fact::Finished, i)),
    cue(Kind::Byline, 7, "cue-office-writes", |p, i| {
        i > 0 && writers::is_office_and_writer(p.text(i)) && !marks::may_end_paragraph(p.above(i))
    }),
    cue(Kind::Byline, 8, "cue-office", |p, i| i > 0 && i < 6 && writers::is_office_and_name(p.text(i))),
    cue(Kind::Subtitle, 9, "cue-above-dateline", above_dateline),
    cue(Kind::Subtitle, 16, "cue-occasion", |p, i| (1..4).contains(&i) && is_occasion(p.text(i))),
    cue(Kind::Caption, 9, "cue-points-at-picture", |p, i| papers::points_at_picture(p.text(i)) && p.len(i) < 120),
    cue(Kind::Caption, 8, "cue-white-around", |p, i| {
        p.len(i) <= 60 && parted(p, i) && p.level(i) == 0 && !is_rubric(p, i)
    }),
    cue(Kind::Caption, 16, "cue-photographer", |p, i| {
        let picture = p.len(i) <= 90 || p.text(i).contains("图为");
        picture && papers::ends_with_photographer(p.text(i)) && p.is(Fact::HoldsSentence, i)
    }),
    cue(Kind::Caption, 14, "cue-above-credit", |p, i| {
        p.len(i) <= 90 && p.is(Fact::Credit, i + 1) && p.line(i + 1).is_some_and(|l| l.before <= 1)
    }),
    cue(Kind::Caption, 8, "cue-behind-caption", behind_caption),
    cue(Kind::Caption, 16, "cue-photographer", |p, i| {
        p.text(i).ends_with(" 摄") && p.len(i) <= 160 && !p.is(Fact::Credit, i)
    }),
    cue(Kind::Caption, 12, "cue-figure", |p, i| papers::is_figure(p.text(i))),
    cue(Kind::Caption, 8, "cue-speaks-of-picture", |p, i| p.text(i).contains("图为") && p.len(i) <= 160),
    cue(Kind::Credit, 14, "cue-only-credit", |p, i| p.is(Fact::Credit, i)),
    cue(Kind::Other, 20, "cue-furniture", |p, i| p.is(Fact::Furniture, i)),
    cue(Kind::Other, 16, "cue-turn", |p, i| papers::is_turn(p.text(i)) || papers::is_rest(p.text(i))),
    cue(Kind::Other, 14, "cue-rule", |p, i| (marks::is_rule(p.text(i)) || papers::is_end(p.text(i))) && !p.fenced(i)),
    cue(Kind::Other, 14, "cue-footnote", footnote),
    cue(Kind::Other, 24, "cue-runs", runs),
    cue(Kind::Other, 24, "cue-beside-folio", beside_folio),
    cue(Kind::Other, 12, "cue-above-page-date", |p, i| i == 0 && p.len(i) <= 8 && p.is(Fact::Furniture, 1)),
    cue(Kind::Other, 9, "cue-behind-end", |p, i| p.ended(i) && p.len(i) < 40),
    cue(Kind::Section, 24, "cue-section-number", |p, i| {
        i > 4 && papers::is_section_number(p.text(i)) && headline(p, i + 1)
    }),
    cue(Kind::Other, 20, "cue-official", |p, i| p.is(Fact::Official, i)),
    cue(Kind::Other, 14, "cue-paper", |p, i| i < 5 && p.is(Fact::Paper, i)),
    cue(Kind::Other, 7, "cue-bracketed", |p, i| writers::is_bracketed(p.text(i))),
    cue(Kind::Rubric, 14, "cue-page-name", |p, i| i < 5 && papers::is_page_name(p.text(i))),
];

/// What short lines are by what stands around them; what follows is already judged.
pub static HEADS: &[Cue] = &[
    cue(Kind::Section, 3, "cue-short", |_, _| true),
    cue(Kind::Section, 3, "cue-text-follows", |p, i| p.kind(i + 1) == Some(Kind::Body)),
    cue(Kind::Section, 4, "cue-numbered", |p, i| p.level(i) >= 2 && p.markup(i) == 0),
    cue(Kind::Section, 1, "cue-lower-heading", |p, i| p.level(i) >= 2),
    cue(Kind::Title, 7, "cue-byline-follows", byline_follows),
    cue(Kind::Title, 7, "cue-dateline-follows", dateline_follows),
    cue(Kind::Title, 7, "cue-subtitle-follows", |p, i| p.kind(i + 1) == Some(Kind::Subtitle)),
    cue(Kind::Title, 9, "cue-second-line", |p, i| {
        let close = p.line(i + 1).is_some_and(|line| line.before == 0) && p.markup(i) == p.markup(i + 1);
        p.spaced() && p.kind(i + 1) == Some(Kind::Title) && close
    }),
    cue(Kind::Title, 9, "cue-official-title", |p, i| writers::is_official_title(p.text(i)) && p.level(i) == 0),
    cue(Kind::Title, 9, "cue-official-title", |p, i| i < 4 && is_address_title(p.text(i))),
    cue(Kind::Title, 7, "cue-led-by-place", |p, i| {
        writers::is_led_by_place(p.text(i)) && p.kind(i + 1) == Some(Kind::Body)
    }),
    cue(Kind::Title, 7, "cue-below-column", |p, i| below_column(p, i) && p.kind(i + 1) == Some(Kind::Body)),
    cue(Kind::Title, 7, "cue-column-follows", |p, i| {
        p.kind(i + 1) == Some(Kind::Rubric) && p.kind(i + 2) == Some(Kind::Body)
    }),
    cue(Kind::Title, 9, "cue-below-chapter", |p, i| {
        i > 0 && marks::is_bare_chapter(p.above(i)) && p.line(i).is_some_and(|line| line.before <= 1) && p.len(i) <= 20
    }),
    cue(Kind::Title, 7, "cue-led-to", |p, i| i > 0 && leads(p, i - 1)),
    cue(Kind::Title, 7, "cue-first-level", |p, i| p.level(i) == 1),
    cue(Kind::Title, 4, "cue-first-line", first),
    cue(Kind::Title, 4, "cue-picture-item", |p, i| {
        p.kind(i + 1) == Some(Kind::Caption) && p.len(i) <= 20 && p.len(i + 1) >= 40
    }),
    cue(Kind::Title, 1, "cue-two-halves", |p, i| p.text(i).contains([' ', '　'])),
    cue(Kind::Title, -8, "cue-too-short", |p, i| p.len(i) < 5 && p.level(i) != 1 && i > 0 && !signed_short(p, i)),
    cue(Kind::Subtitle, 14, "cue-dash", |p, i| p.text(i).starts_with('—') && p.len(i) <= 60),
    cue(Kind::Subtitle, 16, "cue-last-headline", last_headline),
    cue(Kind::Kicker, 12, "cue-leads", leads),
    cue(Kind::Kicker, 9, "cue-headline-follows", |p, i| p.level(i) == 0 && p.kind(i + 1) == Some(Kind::Title)),
    cue(Kind::Kicker, 8, "cue-kicker-follows", |p, i| p.len(i) > 6 && p.kind(i + 1) == Some(Kind::Kicker)),
    cue(Kind::Kicker, 3, "cue-place", is_place),
    cue(Kind::Rubric, 5, "cue-few-characters", is_rubric),
    cue(Kind::Rubric, 6, "cue-above-headline", |p, i| {
        is_rubric(p, i) && !is_place(p, i) && matches!(p.kind(i + 1), Some(Kind::Title | Kind::Kicker))
    }),
    cue(Kind::Rubric, 6, "cue-between-headline-and-byline", |p, i| {
        is_rubric(p, i) && p.kind(i + 1) == Some(Kind::Byline) && i > 0 && headline(p, i - 1)
    }),
    cue(Kind::Rubric, 3, "cue-below-headline", |p, i| {
        is_rubric(p, i) && p.len(i) <= 4 && i > 0 && headline(p, i - 1) && p.kind(i + 1) == Some(Kind::Body)
    }),
    cue(Kind::Rubric, 6, "cue-behind-byline", |p, i| is_rubric(p, i) && i > 0 && p.kind(i - 1) == Some(Kind::Byline)),
    cue(Kind::Rubric, 8, "cue-genre", |p, i| is_rubric(p, i) && writers::is_genre(p.text(i))),
    cue(Kind::Rubric, -9, "cue-numbered", |p, i| p.level(i) >= 1 && p.markup(i) == 0),
    cue(Kind::Rubric, -6, "cue-first-of-text", |p, i| {
        i == 0 && matches!(p.kind(1), Some(Kind::Byline | Kind::Subtitle | Kind::Body))
    }),
];

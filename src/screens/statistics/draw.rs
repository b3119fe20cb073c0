//! The charts: tabs, a line that says what is seen, a table; every one can be read without colour.

use super::charts::{Chart, Statistics};
use super::frame::whole;
use super::{counts, meetings, progress, timeline};
use crate::analysis::coders_named;
use crate::brush::Paint;
use crate::brush::table::Column;
use crate::screens::board;
use crate::state::Model;
use crate::units::{Area, thousands};

/// Returns the columns of the chart: the fixed one first.
pub fn columns(statistics: &Statistics, model: &Model) -> Vec<Column> {
    match statistics.chart {
        Chart::Tags => counts::columns(statistics, model),
        Chart::Timeline => timeline::columns(statistics, model),
        Chart::Meetings => meetings::columns(statistics, model),
        Chart::Progress => progress::columns(statistics, model),
    }
}

/// Returns the rectangle of the table.
pub fn body(statistics: &Statistics, model: &Model) -> Area {
    let (_, rest) = whole(model).split_top(1);
    if statistics.chart == Chart::Timeline { timeline::split(statistics, model, rest).0 } else { rest }
}

/// Draws the chart that is shown.
pub fn draw(statistics: &Statistics, model: &Model, paint: &mut Paint<'_>) -> Option<(u16, u16)> {
    head(statistics, model, paint);
    if statistics.made.rows.is_empty() {
        board::empty(model, paint, statistics.chart.empty());
        return None;
    }
    match statistics.chart {
        Chart::Tags => counts::draw(statistics, model, paint),
        Chart::Timeline => timeline::draw(statistics, model, paint),
        Chart::Meetings => meetings::draw(statistics, model, paint),
        Chart::Progress => progress::draw(statistics, model, paint),
    }
    None
}

fn head(statistics: &Statistics, model: &Model, paint: &mut Paint<'_>) {
    let coders = match statistics.made.coders.as_slice() {
        // The status line names who works here.
        [one] if one == model.project.coder.name() => String::new(),
        [one] => one.clone(),
        several => {
            let names = coders_named(several.iter().map(String::as_str), &model.face.words);
            model.face.words.fill("chart-sum", &[("coders", names)])
        }
    };
    let (known, all) = statistics.surveyed;
    let numbers = if known < all {
        model.face.words.fill("chart-surveyed", &[("known", thousands(known)), ("all", thousands(all))])
    } else {
        coders
    };
    let names = Chart::ALL.map(|chart| model.say(chart.words()));
    board::tabs(model, paint, &model.say("screen-statistics"), (&names, statistics.chart.place()), &numbers);
}

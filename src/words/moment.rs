//! Times as people here say them.

use jiff::Timestamp;
use jiff::tz::TimeZone;

/// Returns the day of a time; the year is said only if it is not this one.
pub fn day(at: Timestamp, now: Timestamp) -> String {
    let [at, now] = [at, now].map(|time| time.to_zoned(TimeZone::system()));
    at.strftime(if at.year() == now.year() { "%m-%d" } else { "%Y-%m-%d" }).to_string()
}

/// Returns day and minute of a time.
pub fn moment(at: Timestamp, now: Timestamp) -> String {
    format!("{} {}", day(at, now), at.to_zoned(TimeZone::system()).strftime("%H:%M"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_year_is_said_where_it_is_another() {
        let time = |text: &str| text.parse::<Timestamp>().unwrap();
        let now = time("2024-06-15T12:00:00Z");
        assert_eq!(day(time("2024-03-02T12:00:00Z"), now), "03-02");
        assert_eq!(day(time("2021-03-02T12:00:00Z"), now), "2021-03-02");
        assert!(moment(time("2024-03-02T12:00:00Z"), now).starts_with("03-0"));
    }
}

//! The legend of the signs, each as it looks on the screen.

use crate::brush::{Block, KeyRow};
use crate::state::Model;
use crate::theme::{Look, Role};

/// How a sign looks.
#[derive(Clone, Copy)]
enum Worn {
    /// As these roles laid over each other.
    Roles(&'static [Role]),
    /// In the colour of the first tag, on the ground of a role.
    Name(Role),
    /// Tinted as tagged text is, with a role laid over it if there is one.
    Tinted(Option<Role>),
    /// Tinted, and underlined because annotations overlap.
    Double,
}

impl Worn {
    fn look(self, model: &Model) -> Look {
        let theme = &model.face.theme;
        let tinted = theme.look(Role::Text).over(theme.tagged(1.into()));
        match self {
            Self::Roles(roles) => roles.iter().fold(Look::default(), |look, role| look.over(theme.look(*role))),
            Self::Name(ground) => theme.look(ground).over(theme.tag_name(1.into())),
            Self::Tinted(over) => over.map_or(tinted, |role| tinted.over(theme.look(role))),
            Self::Double => Look { underline: true, ..tinted },
        }
    }
}

/// The sign, or the key of the words that stand for it; how it looks; the key of what it means.
type Sign = (&'static str, Worn, &'static str);

const MARK: Worn = Worn::Roles(&[Role::Text, Role::Mark]);
const KEY: Worn = Worn::Roles(&[Role::Text, Role::Key]);
const LIST: Worn = Worn::Roles(&[Role::Pane]);
const PALE: Worn = Worn::Roles(&[Role::Pane, Role::Faint]);

/// The signs by where they are met.
const SIGNS: &[(&str, &[Sign])] = &[
    (
        "signs-beside",
        &[
            ("|", Worn::Name(Role::Text), "sign-annotation"),
            ("*", KEY, "sign-note"),
            (":", MARK, "sign-seam"),
            ("?", MARK, "sign-gap"),
            ("=", MARK, "sign-repeated"),
            ("~", MARK, "sign-doubtful"),
            ("+", MARK, "sign-corrected"),
            ("_", MARK, "sign-erratum"),
        ],
    ),
    (
        "signs-text",
        &[
            ("sign-sample", Worn::Tinted(None), "sign-tagged"),
            ("sign-sample", Worn::Double, "sign-double"),
            ("sign-sample", Worn::Tinted(Some(Role::Lit)), "sign-lit"),
            ("sign-sample", Worn::Roles(&[Role::Text, Role::Selection]), "sign-selection"),
            ("sign-sample", Worn::Roles(&[Role::Text, Role::Hit]), "sign-hit"),
            ("sign-sample", Worn::Roles(&[Role::Text, Role::Section]), "sign-section"),
            ("sign-sample", Worn::Roles(&[Role::Text, Role::Faint]), "sign-byline"),
            ("sign-sample", Worn::Roles(&[Role::Text, Role::Caption]), "sign-caption"),
        ],
    ),
    (
        "signs-bar",
        &[("-", Worn::Name(Role::Pane), "sign-tick"), ("=", Worn::Roles(&[Role::Pane, Role::Key]), "sign-found")],
    ),
    (
        "signs-list",
        &[
            (">", Worn::Roles(&[Role::Pane, Role::Open]), "sign-open"),
            (".", LIST, "sign-reading"),
            ("x", LIST, "sign-done"),
            ("+", PALE, "sign-folded"),
            ("3 +2", PALE, "sign-own"),
            ("12", PALE, "sign-count"),
        ],
    ),
    ("signs-side", &[("3 v", PALE, "sign-stacked"), ("sign-theirs-name", PALE, "sign-theirs")]),
    ("signs-rows", &[("✓", KEY, "sign-ticked"), ("-", KEY, "sign-aside"), ("+", KEY, "sign-coded")]),
    (
        "signs-below",
        &[
            ("1", Worn::Roles(&[Role::Pane, Role::Key]), "sign-quick"),
            ("+4", PALE, "sign-more"),
            ("sign-set-name", PALE, "sign-set"),
            ("37%", Worn::Roles(&[Role::Status]), "sign-place"),
        ],
    ),
];

/// Returns the legend.
pub fn blocks(model: &Model) -> Vec<Block> {
    let sample = |sign: &str| if sign.starts_with("sign-") { model.say(sign) } else { sign.to_owned() };
    let row = |(sign, worn, words): &Sign| KeyRow {
        keys: sample(sign),
        look: Some(worn.look(model)),
        says: model.say(words),
        ..KeyRow::default()
    };
    let block = |(heading, signs): &(&str, &[Sign])| Block {
        heading: model.say(heading),
        rows: signs.iter().map(row).collect(),
    };
    SIGNS.iter().map(block).collect()
}

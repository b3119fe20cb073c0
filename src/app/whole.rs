//! The program: what it knows, and the screens.

use crate::screens::Screens;
use crate::state::Model;
use crate::state::face::Face;
use crate::state::hand::Hand;
use crate::state::project::Project;
use crate::state::shelf::Shelf;
use jiff::Timestamp;
use std::ops::{Deref, DerefMut};

/// The program: what it knows, and the screens.
pub struct App {
    /// What it knows.
    pub model: Model,
    /// The screens beside the three panes.
    pub screens: Screens,
}

impl App {
    /// Makes the state that the program starts with.
    pub fn new(shelf: Shelf, project: Project, face: Face, hand: Hand, now: Timestamp) -> Self {
        Self { model: Model::new(shelf, project, face, hand, now), screens: Screens::default() }
    }
}

/// What it knows is at hand wherever it is.
impl Deref for App {
    type Target = Model;

    fn deref(&self) -> &Model {
        &self.model
    }
}

impl DerefMut for App {
    fn deref_mut(&mut self) -> &mut Model {
        &mut self.model
    }
}

//! What falls due: rules that look at a register and a day.
//!
//! **Knows**: the calendar, the ladder of reminders, what falls due in a register and what closes it, who is told.
//! **Does not know**: what was told already, how a letter looks.

pub mod calendar;
pub mod falling;
pub mod ladder;
pub mod recipient;
pub mod schedule;

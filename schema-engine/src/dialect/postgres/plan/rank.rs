//! Of two steps that could run in either order, which one runs first.
//!
//! What goes, goes first, from the outside in; what comes, comes from the inside out. The graph knows
//! the real needs; this only makes plans read the same way each time.

pub(super) const ADD_VARIANT: u32 = 5;
pub(super) const DROP_LATE_OBJECT: u32 = 10;
pub(super) const DROP_POLICY: u32 = 20;
pub(super) const DROP_TRIGGER: u32 = 30;
pub(super) const DROP_RULE: u32 = 40;
pub(super) const DROP_VIEW: u32 = 50;
pub(super) const DROP_FOREIGN_KEY: u32 = 60;
pub(super) const DROP_CONSTRAINT: u32 = 70;
pub(super) const DROP_INDEX: u32 = 80;
pub(super) const DROP_DEFAULT: u32 = 90;
pub(super) const DETACH_PARTITION: u32 = 100;
pub(super) const DROP_ROUTINE: u32 = 110;
pub(super) const DROP_COLUMN: u32 = 120;
pub(super) const DROP_TABLE: u32 = 130;
pub(super) const DROP_SEQUENCE: u32 = 140;
pub(super) const DROP_TYPE: u32 = 150;
pub(super) const DROP_OBJECT: u32 = 160;
pub(super) const DROP_EXTENSION: u32 = 170;
pub(super) const DROP_NAMESPACE: u32 = 180;

pub(super) const ADD_NAMESPACE: u32 = 200;
pub(super) const ADD_EXTENSION: u32 = 210;
pub(super) const ADD_OBJECT: u32 = 220;
pub(super) const ADD_SEQUENCE: u32 = 230;
pub(super) const ADD_TYPE: u32 = 240;
pub(super) const ALTER_TYPE: u32 = 250;
pub(super) const ADD_ROUTINE: u32 = 260;
pub(super) const ADD_TABLE: u32 = 270;
pub(super) const ALTER_TABLE: u32 = 280;
pub(super) const ADD_COLUMN: u32 = 290;
pub(super) const ALTER_COLUMN: u32 = 300;
pub(super) const OWN_SEQUENCE: u32 = 310;
pub(super) const ADD_INDEX: u32 = 320;
pub(super) const ATTACH_PARTITION: u32 = 330;
pub(super) const ADD_CONSTRAINT: u32 = 340;
pub(super) const ADD_FOREIGN_KEY: u32 = 350;
pub(super) const ADD_VIEW: u32 = 360;
pub(super) const ADD_RULE: u32 = 370;
pub(super) const ADD_TRIGGER: u32 = 380;
pub(super) const ADD_POLICY: u32 = 390;
pub(super) const ANNOTATE: u32 = 400;
pub(super) const ADD_LATE_OBJECT: u32 = 410;
// What runs by itself comes last, so that all else can be one transaction.
pub(super) const ONLINE_NOT_NULL: u32 = 500;
pub(super) const ONLINE_INDEX: u32 = 510;
pub(super) const VALIDATE: u32 = 520;
pub(super) const DROP_ONLINE_INDEX: u32 = 530;
/// What materialized views read is there, with whoever may read it.
pub(super) const FILL_VIEW: u32 = 420;
/// What functions read is not known, so views that call some are filled last.
pub(super) const FILL_CALLING_VIEW: u32 = 430;

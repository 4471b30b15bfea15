//! The order in which views can be looked at, each after those it reads.

use std::collections::BTreeMap;

use schema_model::{ObjectKind, View};

/// The views, each after those it reads. Views that read each other come in the order of their names.
pub(super) fn in_order(views: &[View]) -> Vec<usize> {
    let index: BTreeMap<_, _> = (0..).zip(views).map(|(i, view)| (&view.name, i)).collect();
    let mut order = Vec::new();
    let mut is_seen = vec![false; views.len()];
    for start in 0..views.len() {
        let mut path = vec![(start, true)];
        while let Some((at, is_new)) = path.pop() {
            if !is_new {
                order.push(at);
            } else if !std::mem::replace(&mut is_seen[at], true) {
                path.push((at, false));
                let needed = views[at].depends_on.iter();
                let needed = needed.filter_map(|key| index.get(&key.name));
                path.extend(needed.map(|needed| (*needed, true)));
            }
        }
    }
    order
}

/// The materialized views that hold rows, in the order in which they can be filled. What functions
/// read is not known, so views that call them, or read such a view, come last.
pub(super) fn to_fill(views: &[View]) -> Vec<&View> {
    let mut calls = BTreeMap::new();
    let mut filled = Vec::new();
    for view in in_order(views).into_iter().map(|index| &views[index]) {
        let of_needed = view.depends_on.iter().any(|key| {
            key.kind == ObjectKind::Routine || calls.get(&key.name).copied().unwrap_or(false)
        });
        calls.insert(view.name.clone(), of_needed);
        if view.materialized && view.populated {
            filled.push(view);
        }
    }
    filled.sort_by_key(|view| calls.get(&view.name).copied());
    filled
}

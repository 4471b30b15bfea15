//! The order of views.

use std::collections::{HashMap, HashSet};

use schema_model::{ObjectName, Schema, View};

/// The views, each after the views that it reads. Views in a circle, which SQLite lets exist, stay
/// in the order of their names.
pub(crate) fn views_in_order(schema: &Schema) -> Vec<&View> {
    let mut walk = Walk {
        by_name: schema.views.iter().map(|view| (&view.name, view)).collect(),
        seen: HashSet::new(),
        ordered: Vec::new(),
    };
    for view in &schema.views {
        walk.visit(view);
    }
    walk.ordered
}

struct Walk<'s> {
    by_name: HashMap<&'s ObjectName, &'s View>,
    seen: HashSet<&'s ObjectName>,
    ordered: Vec<&'s View>,
}

impl<'s> Walk<'s> {
    /// Does not recurse, since a chain of views can be as long as there are views.
    fn visit(&mut self, view: &'s View) {
        let mut path = vec![(view, 0)];
        if !self.seen.insert(&view.name) {
            return;
        }
        while let Some((view, next)) = path.pop() {
            let Some(key) = view.depends_on.get(next) else {
                self.ordered.push(view);
                continue;
            };
            path.push((view, next + 1));
            if let Some(inner) = self.by_name.get(&key.name).copied()
                && self.seen.insert(&inner.name)
            {
                path.push((inner, 0));
            }
        }
    }
}

//! The order in which a schema is changed: one graph, one topological sort.
//!
//! A [`Step`] says what it adds, what it drops, what must be there for it, and what it lets go of.
//! Constraints, indexes and columns have addresses of their own, so tables that reference each other
//! form no cycle. Nothing here knows a dialect; a dialect decides how big its steps are.

use std::collections::{BTreeMap, BTreeSet};

use schema_model::Address;

use crate::{EngineError, Statement};

/// Statements that belong together, and what they need.
#[derive(Debug, Clone, Default)]
pub struct Step {
    /// What it does, for messages: ``rebuild table `users` ``.
    pub name: String,
    /// Of two steps that may run in either order, the one with the lower rank runs first.
    pub rank: u32,
    /// What exists after it and not before.
    pub adds: Vec<Address>,
    /// What exists before it and not after.
    pub drops: Vec<Address>,
    /// What must exist, as it will be, before it can run. Needing a part means needing the object.
    pub needs: Vec<Address>,
    /// What it uses no longer once it has run, so that it can be dropped or changed then.
    pub releases: Vec<Address>,
    /// The statements, in order.
    pub statements: Vec<Statement>,
}

/// Orders steps so that each finds what it needs.
///
/// # Errors
/// When steps need each other in a circle; the message names them.
pub fn order(steps: Vec<Step>) -> Result<Vec<Step>, EngineError> {
    let edges = edges(&steps);
    let mut waiting: Vec<usize> = vec![0; steps.len()];
    for (_, after) in &edges {
        waiting[*after] += 1;
    }
    let mut free: BTreeSet<(u32, usize)> = waiting
        .iter()
        .enumerate()
        .filter(|(_, count)| **count == 0)
        .map(|(index, _)| (steps[index].rank, index))
        .collect();
    let mut sequence = Vec::with_capacity(steps.len());
    while let Some((_, index)) = free.pop_first() {
        sequence.push(index);
        for (_, after) in edges.range((index, 0)..(index + 1, 0)) {
            waiting[*after] -= 1;
            if waiting[*after] == 0 {
                free.insert((steps[*after].rank, *after));
            }
        }
    }
    if sequence.len() < steps.len() {
        return Err(circle(&steps, &waiting));
    }
    let mut steps: Vec<Option<Step>> = steps.into_iter().map(Some).collect();
    Ok(sequence
        .into_iter()
        .filter_map(|index| steps[index].take())
        .collect())
}

/// Pairs of steps: the first runs before the second.
fn edges(steps: &[Step]) -> BTreeSet<(usize, usize)> {
    let adders = by_address(steps, |step| &step.adds);
    let droppers = by_address(steps, |step| &step.drops);
    let mut edges = BTreeSet::new();
    for (index, step) in steps.iter().enumerate() {
        for needed in step.needs.iter().flat_map(self_and_owners) {
            edges.extend(find(&adders, &needed).map(|adder| (adder, index)));
        }
        for released in step.releases.iter().flat_map(self_and_owners) {
            edges.extend(find(&droppers, &released).map(|dropper| (index, dropper)));
        }
        for added in &step.adds {
            edges.extend(find(&droppers, added).map(|dropper| (dropper, index)));
        }
    }
    edges.retain(|(before, after)| before != after);
    edges
}

type ByAddress = BTreeMap<Address, Vec<usize>>;

fn by_address(steps: &[Step], list: impl Fn(&Step) -> &Vec<Address>) -> ByAddress {
    let mut map = ByAddress::new();
    for (index, step) in steps.iter().enumerate() {
        for address in list(step) {
            map.entry(address.clone()).or_default().push(index);
        }
    }
    map
}

fn find<'a>(map: &'a ByAddress, address: &Address) -> impl Iterator<Item = usize> + 'a {
    map.get(address).into_iter().flatten().copied()
}

/// The address, the part that it is an attribute of, the object that this is a part of.
fn self_and_owners(address: &Address) -> Vec<Address> {
    let mut owners = vec![address.clone()];
    let mut owner = address.clone();
    if owner.attribute.take().is_some() {
        owners.push(owner.clone());
    }
    if owner.part.take().is_some() {
        owners.push(owner);
    }
    owners
}

fn circle(steps: &[Step], waiting: &[usize]) -> EngineError {
    let names: Vec<&str> = steps
        .iter()
        .zip(waiting)
        .filter(|(_, count)| **count > 0)
        .map(|(step, _)| step.name.as_str())
        .collect();
    EngineError::Plan {
        message: format!(
            "these need each other in a circle: {}; split the change in two",
            names.join(", ")
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use schema_model::{ObjectKey, ObjectKind, ObjectName, Part};

    fn table(name: &str) -> Address {
        Address {
            object: ObjectKey {
                kind: ObjectKind::Table,
                name: ObjectName::bare(name),
            },
            part: None,
            attribute: None,
        }
    }

    fn constraint(table_name: &str, name: &str) -> Address {
        Address {
            part: Some(Part {
                kind: "constraint".into(),
                name: name.into(),
            }),
            ..table(table_name)
        }
    }

    fn step(name: &str) -> Step {
        Step {
            name: name.into(),
            ..Step::default()
        }
    }

    fn names(steps: Vec<Step>) -> Vec<String> {
        steps.into_iter().map(|step| step.name).collect()
    }

    #[test]
    fn tables_that_reference_each_other_form_no_cycle() {
        let add_key = |on: &str, to: &str| Step {
            adds: vec![constraint(on, "key")],
            needs: vec![table(on), table(to)],
            ..step(&format!("{on} -> {to}"))
        };
        let add = |name: &str| Step {
            adds: vec![table(name)],
            ..step(name)
        };
        let ordered = order(vec![
            add_key("a", "b"),
            add_key("b", "a"),
            add("a"),
            add("b"),
        ]);
        assert_eq!(names(ordered.unwrap()), ["a", "b", "a -> b", "b -> a"]);
    }

    #[test]
    fn what_uses_a_thing_goes_before_it_and_comes_back_after_it() {
        let drop_view = Step {
            releases: vec![constraint("t", "c")],
            ..step("drop view")
        };
        let drop_table = Step {
            drops: vec![table("t")],
            ..step("drop table")
        };
        let add_table = Step {
            adds: vec![table("t")],
            ..step("add table")
        };
        let add_view = Step {
            needs: vec![constraint("t", "c")],
            ..step("add view")
        };
        let ordered = order(vec![add_view, add_table, drop_table, drop_view]).unwrap();
        assert_eq!(
            names(ordered),
            ["drop view", "drop table", "add table", "add view"]
        );
    }

    #[test]
    fn a_circle_is_named() {
        let one = Step {
            adds: vec![table("a")],
            needs: vec![table("b")],
            ..step("one")
        };
        let two = Step {
            adds: vec![table("b")],
            needs: vec![table("a")],
            ..step("two")
        };
        let error = order(vec![one, two, step("three")]).unwrap_err();
        assert!(error.to_string().contains("one, two;"), "{error}");
    }

    #[test]
    fn rank_decides_what_nothing_else_decides() {
        let ranked = |name: &str, rank| Step { rank, ..step(name) };
        let ordered = order(vec![ranked("late", 2), ranked("early", 1)]).unwrap();
        assert_eq!(names(ordered), ["early", "late"]);
    }
}

//! What each object and part uses: which other objects, and which of their columns.
//!
//! The server prints definitions with qualified names, so whatever a text uses stands in it. Exact
//! facts of the catalog (`depends_on`) say which overload or which relation; names in texts add the
//! columns, and what the catalog's facts leave out. One use too many costs an order or a statement
//! that would not have been needed; one too few would be an error of the server.

use std::collections::{BTreeSet, HashMap};

use schema_model::{
    Address, Column, Constraint, ConstraintKind, DefinedObject, Index, IndexKey, IndexPart,
    ObjectKey, ObjectKind, ObjectName, Routine, Rule, Schema, Table, Trigger, TypeDefinition,
    TypeKind, View,
};

use super::super::ddl::lexer::{Token, TokenKind, tokens as lex};
use super::address::{object, of_key as whole, part};

/// The names of one schema.
pub(super) struct Facts {
    /// By namespace and name. Overloads share a name; so may a table and an operator.
    named: HashMap<(String, String), Vec<ObjectKey>>,
    /// Objects that have no namespace: foreign servers, languages.
    bare: HashMap<String, Vec<ObjectKey>>,
    columns: HashMap<ObjectKey, Vec<String>>,
}

/// What a text mentions.
#[derive(Default)]
struct Mentions {
    keys: BTreeSet<ObjectKey>,
    words: BTreeSet<String>,
    /// Whole rows, whose columns are not named.
    rows: bool,
}

impl Facts {
    pub fn of(schema: &Schema) -> Self {
        let mut facts = Self {
            named: HashMap::new(),
            bare: HashMap::new(),
            columns: HashMap::new(),
        };
        for ty in &schema.types {
            facts.add(ObjectKind::Type, &ty.name, &ty.name.name);
            if let TypeKind::Range(range) = &ty.kind
                && let Some(name) = &range.multirange
            {
                let key = object(ObjectKind::Type, &ty.name).object;
                facts.add_key(name, &name.name, key);
            }
        }
        for sequence in &schema.sequences {
            facts.add(ObjectKind::Sequence, &sequence.name, &sequence.name.name);
        }
        for table in &schema.tables {
            facts.add(ObjectKind::Table, &table.name, &table.name.name);
            facts.add_columns(ObjectKind::Table, &table.name, &table.columns);
        }
        for view in &schema.views {
            facts.add(ObjectKind::View, &view.name, &view.name.name);
            facts.add_columns(ObjectKind::View, &view.name, &view.columns);
        }
        for routine in &schema.routines {
            facts.add(ObjectKind::Routine, &routine.key_name(), &routine.name.name);
        }
        for defined in &schema.objects {
            facts.add(ObjectKind::Object, &key_name(defined), plain_name(defined));
        }
        facts
    }

    fn add(&mut self, kind: ObjectKind, key_name: &ObjectName, name: &str) {
        self.add_key(key_name, name, object(kind, key_name).object);
    }

    fn add_key(&mut self, owner: &ObjectName, name: &str, key: ObjectKey) {
        match &owner.namespace {
            Some(namespace) => {
                let place = (namespace.clone(), name.to_owned());
                self.named.entry(place).or_default().push(key);
            }
            None => self.bare.entry(name.to_owned()).or_default().push(key),
        }
    }

    fn add_columns(&mut self, kind: ObjectKind, name: &ObjectName, columns: &[Column]) {
        let names = columns.iter().map(|column| column.name.clone()).collect();
        self.columns.insert(object(kind, name).object, names);
    }

    /// What a view uses.
    pub fn of_view(&self, view: &View) -> Vec<Address> {
        let mut mentions = self.mentions(&view.definition);
        mentions.take_exact(&view.depends_on);
        self.add_types(&view.columns, &mut mentions);
        self.uses(mentions, &object(ObjectKind::View, &view.name).object)
    }

    /// What a function uses: types, and what the server follows of its body.
    pub fn of_routine(&self, routine: &Routine) -> Vec<Address> {
        let mut mentions = self.mentions(&routine.definition);
        mentions.take_exact(&routine.depends_on);
        // Of a relation, a body that is text uses the row type at most.
        let is_atomic = !routine
            .definition
            .split_once("\nAS ")
            .is_some_and(|(_, body)| body.starts_with(['$', '\'']));
        if !is_atomic {
            mentions.words.clear();
            mentions.rows = false;
        }
        let own = object(ObjectKind::Routine, &routine.key_name()).object;
        self.uses(mentions, &own)
    }

    /// What the definition of a part of a table or view uses, its owner with it.
    pub fn of_part<'a>(
        &self,
        owner: &Address,
        texts: impl IntoIterator<Item = &'a str>,
    ) -> Vec<Address> {
        let mut mentions = Mentions::default();
        for text in texts {
            let found = self.mentions(text);
            mentions.keys.extend(found.keys);
            mentions.words.extend(found.words);
            mentions.rows |= found.rows;
        }
        mentions.keys.insert(owner.object.clone());
        let nobody = object(ObjectKind::Event, &ObjectName::bare("")).object;
        self.uses(mentions, &nobody)
    }

    /// What triggers and rules of a table or view use.
    pub fn of_hooks(&self, owner: &Address, triggers: &[Trigger], rules: &[Rule]) -> Vec<Address> {
        let triggers = triggers.iter().map(|it| it.definition.as_str());
        let rules = rules.iter().map(|it| it.definition.as_str());
        self.of_part(owner, triggers.chain(rules))
    }

    /// What the expressions, operator classes and collations of an index use.
    pub fn of_index(&self, owner: &Address, index: &Index) -> Vec<Address> {
        self.of_part(owner, index_texts(index))
    }

    /// The objects that texts name. Of columns that stand in the texts nothing is said.
    pub fn objects<'a>(&self, texts: impl IntoIterator<Item = &'a str>) -> Vec<Address> {
        // Names are printed with their namespace.
        let naming = texts.into_iter().filter(|text| text.contains('.'));
        let keys: BTreeSet<ObjectKey> = naming.flat_map(|text| self.mentions(text).keys).collect();
        keys.iter().map(whole).collect()
    }

    /// What the expressions of a type and the types that it is made of use.
    pub fn of_type(&self, ty: &TypeDefinition) -> Vec<Address> {
        let mut mentions = Mentions::default();
        // The checks of a domain are parts of it, which come and go on their own.
        if !matches!(ty.kind, TypeKind::Domain(_)) {
            mentions.keys.extend(ty.depends_on.iter().cloned());
        }
        match &ty.kind {
            TypeKind::Composite(fields) => self.add_types(fields, &mut mentions),
            TypeKind::Domain(domain) => self.add_logical(&domain.logical_type, &mut mentions),
            TypeKind::Range(range) => self.add_logical(&range.logical_type, &mut mentions),
            _ => {}
        }
        self.uses(mentions, &object(ObjectKind::Type, &ty.name).object)
    }

    /// What an object that is kept as its statements uses.
    pub fn of_defined(&self, defined: &DefinedObject) -> Vec<Address> {
        let mut mentions = Mentions::default();
        // Operators of one name, and a family and its class, would seem to need each other.
        let is_exact = matches!(defined.kind.as_str(), "operator" | "operator family");
        let texts = defined.definition.iter().filter(|_| !is_exact);
        for statement in texts.filter(|text| !text.starts_with("COMMENT ON ")) {
            let found = self.mentions(statement);
            mentions.keys.extend(found.keys);
            mentions.words.extend(found.words);
        }
        mentions.keys.extend(defined.depends_on.iter().cloned());
        for word in &mentions.words {
            mentions
                .keys
                .extend(self.bare.get(word).into_iter().flatten().cloned());
        }
        let own = object(ObjectKind::Object, &key_name(defined)).object;
        self.uses(mentions, &own)
    }

    /// What a table uses as a whole: the type of its rows, its server. It can be taken from its
    /// parents and stay.
    pub fn of_table(&self, table: &Table) -> Vec<Address> {
        let of_type = table.of_type.iter();
        let mut uses: Vec<Address> = of_type.map(|ty| object(ObjectKind::Type, ty)).collect();
        let server = table.foreign_server.as_ref();
        uses.extend(server.map(|name| {
            object(
                ObjectKind::Object,
                &ObjectName::bare(format!("server {name}")),
            )
        }));
        uses
    }

    /// The types that a column is made of.
    pub fn of_column_type(&self, column: &Column) -> Vec<Address> {
        let mut mentions = Mentions::default();
        self.add_logical(&column.logical_type, &mut mentions);
        let mut uses: Vec<Address> = mentions.keys.iter().map(whole).collect();
        // Types that we know no more of than the name.
        let named = [Some(&column.native_type), column.collation.as_ref()];
        uses.extend(self.objects(named.into_iter().flatten().map(String::as_str)));
        uses
    }

    fn add_types(&self, columns: &[Column], mentions: &mut Mentions) {
        for column in columns {
            self.add_logical(&column.logical_type, mentions);
            // Types that we know no more of than the name.
            mentions
                .keys
                .extend(self.mentions(&column.native_type).keys);
        }
    }

    fn add_logical(&self, ty: &schema_model::LogicalType, mentions: &mut Mentions) {
        for name in ty.references() {
            for kind in [ObjectKind::Type, ObjectKind::Table, ObjectKind::View] {
                mentions.keys.insert(object(kind, name).object);
            }
        }
    }

    fn uses(&self, mentions: Mentions, own: &ObjectKey) -> Vec<Address> {
        let Mentions { keys, words, rows } = mentions;
        let mut uses = Vec::new();
        for key in keys.into_iter().filter(|key| key != own) {
            for column in self.columns.get(&key).into_iter().flatten() {
                if rows || words.contains(column) {
                    uses.push(part(key.kind, &key.name, "column", column));
                }
            }
            uses.push(whole(&key));
        }
        uses
    }

    fn mentions(&self, text: &str) -> Mentions {
        let mut found = Mentions::default();
        self.find(&lex(text), &mut found);
        found
    }

    fn find(&self, tokens: &[Token<'_>], found: &mut Mentions) {
        for (index, token) in tokens.iter().enumerate() {
            if let Some(name) = token.identifier() {
                found.words.insert(name);
                found.rows |= is_whole_row(&tokens[index..]);
                self.find_qualified(&tokens[index..], found);
            } else if token.kind == TokenKind::Text && !token.text.starts_with('$') {
                // `'public.orders_id_seq'::regclass`
                let inner = token.string().filter(|inner| inner.contains('.'));
                if let Some(inner) = inner {
                    self.find_qualified(&lex(&inner), found);
                }
            }
        }
    }

    /// `namespace.name` or `OPERATOR(namespace.+)` at the beginning.
    fn find_qualified(&self, tokens: &[Token<'_>], found: &mut Mentions) {
        let [namespace, dot, name, ..] = tokens else {
            return;
        };
        if !dot.is_symbol(".") {
            return;
        }
        let name = name.identifier().unwrap_or_else(|| name.text.to_owned());
        if let Some(namespace) = namespace.identifier()
            && let Some(keys) = self.named.get(&(namespace, name))
        {
            found.keys.extend(keys.iter().cloned());
        }
    }
}

impl Mentions {
    /// The catalog says which overload, and which of the things of one name.
    fn take_exact(&mut self, exact: &[ObjectKey]) {
        let is_followed = |key: &ObjectKey| {
            matches!(
                key.kind,
                ObjectKind::Routine | ObjectKind::Table | ObjectKind::View
            )
        };
        self.keys.retain(|key| !is_followed(key));
        self.keys.extend(exact.iter().cloned());
    }
}

/// `t.*` names no column.
fn is_whole_row(tokens: &[Token<'_>]) -> bool {
    matches!(tokens, [_, dot, star, ..] if dot.is_symbol(".") && star.is_symbol("*"))
}

/// The texts of an index that can mention something.
pub(super) fn index_texts(index: &Index) -> impl Iterator<Item = &str> {
    let parts = index.parts.iter().flat_map(part_texts);
    parts.chain(index.predicate.as_deref())
}

/// The texts of a check or an exclusion that can mention something.
pub(super) fn constraint_texts(constraint: &Constraint) -> Vec<&str> {
    match &constraint.kind {
        ConstraintKind::Check(check) => vec![&check.expression],
        ConstraintKind::Exclusion(exclusion) => {
            let operators = exclusion.operators.iter().map(String::as_str);
            let parts = exclusion.parts.iter().flat_map(part_texts);
            operators.chain(parts).collect()
        }
        _ => Vec::new(),
    }
}

fn part_texts(part: &IndexPart) -> impl Iterator<Item = &str> {
    let expression = match &part.key {
        IndexKey::Expression(text) => Some(text.as_str()),
        IndexKey::Column(_) => None,
    };
    let others = [&part.collation, &part.operator_class];
    let others = others.into_iter().flatten().map(String::as_str);
    expression.into_iter().chain(others)
}

/// The name of an object in its key.
pub(super) fn key_name(defined: &DefinedObject) -> ObjectName {
    let name = format!("{} {}", defined.kind, defined.name.name);
    defined.name.sibling(name)
}

/// The name without what tells it from others of that name.
pub(super) fn plain_name(defined: &DefinedObject) -> &str {
    let name = defined.name.name.as_str();
    match defined.kind.as_str() {
        "operator" => name.split_once('(').map_or(name, |(name, _)| name),
        "operator class" | "operator family" => {
            name.rsplit_once(" using ").map_or(name, |(name, _)| name)
        }
        _ => name,
    }
}

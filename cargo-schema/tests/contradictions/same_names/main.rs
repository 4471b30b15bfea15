//! Modules that call different things alike.

mod orders {
    #[derive(SchemaChecked)]
    #[schema(type = "order_state")]
    enum State {
        Open,
        Closed,
    }

    #[derive(SchemaChecked)]
    #[schema(transparent)]
    struct Id(i64);
}

mod tickets {
    #[derive(SchemaChecked)]
    #[schema(type = "ticket_state")]
    enum State {
        New,
        Done,
    }

    #[derive(SchemaChecked)]
    #[schema(transparent)]
    struct Id(String);

    #[derive(SchemaChecked)]
    #[schema(table = "tickets")]
    struct Ticket {
        id: Id,
        state: State,
    }
}

const ONLY_HERE: &str = "CREATE TABLE only_there (id INTEGER)";

"""Every step of the schema, oldest first, run by `huddle.store.migrating`."""

"""Follow-ups: every promise of every huddle in one table, changed by one key."""

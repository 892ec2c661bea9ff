"""Today: the huddle that is due, what waits for it, and the way to start it."""

"""Find: anything that was ever said, by what one remembers of it."""

"""Who can sign in, one's own password and PIN, and the keys of the data."""

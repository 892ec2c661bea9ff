"""What each printed sheet says, as plain data, and how it is set on paper."""

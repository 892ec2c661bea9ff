"""What the least program would do for the same result."""

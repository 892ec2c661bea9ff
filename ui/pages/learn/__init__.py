"""What explains the work, and what one learned of it."""

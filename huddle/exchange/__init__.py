"""What travels between stores as a file."""

"""What several tests need: guards that fail a test, and hands for a window."""

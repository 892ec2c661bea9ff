"""The audit: who did what, when and where."""

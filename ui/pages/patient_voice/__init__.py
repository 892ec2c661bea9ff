"""What patients say: comments sorted by theme, brought into huddles, and answered."""

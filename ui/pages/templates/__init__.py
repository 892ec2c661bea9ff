"""Templates with their steps, and when they are held."""

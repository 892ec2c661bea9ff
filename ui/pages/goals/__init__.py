"""Goals: what departments want together, by family, and how they will know."""

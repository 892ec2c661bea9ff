"""Practice huddles: what is on offer, what people say in one, and what is said of it at its end."""

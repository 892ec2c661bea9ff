"""Pulse: what the anonymous questions of each quarter came to, and what follows from it."""

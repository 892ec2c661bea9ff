"""Bringing in a file: what was understood, what is asked, what will happen, what came of it."""

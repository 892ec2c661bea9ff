"""Typing a sheet back in: its lines as a form, in the order they were printed."""

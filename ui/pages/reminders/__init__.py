"""Reminders: what is due, for whoever is signed in."""

"""Dialogs: only where a person must decide."""

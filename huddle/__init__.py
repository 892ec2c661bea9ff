"""Huddle without its window: words, rules, storage, intentions, sheets and the command line."""

__version__ = "0.1.0"

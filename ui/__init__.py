"""The window: pages, widgets and what joins them to the ward's services."""

import builtins

import PySide6.QtCore  # noqa: F401 - it puts an import of its own in the place of Python's

# It reads the source of each module that is imported after it, and keeps it in memory, in case one
# asks for snake_case names or properties. None here does: 28 MB and a tenth of a second.
builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)

"""The same sheets by other programs, where they are installed: to compare with, not to judge by."""

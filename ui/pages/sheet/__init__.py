"""One sheet before it is printed: the very PDF that goes on paper."""

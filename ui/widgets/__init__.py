"""Small passive widgets that pages are built from; each is imported from its own module."""

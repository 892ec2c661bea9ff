"""The window: pages, widgets and what joins them to the ward's services."""

"""What the ward prints of itself, how the window looks, and the care of the data."""

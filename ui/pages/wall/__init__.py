"""The wall: read from three metres by anybody who passes, or by staff only."""

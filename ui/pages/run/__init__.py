"""The Run page: the room goes along the steps, and what it says is kept at the capture line."""

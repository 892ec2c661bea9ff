"""How fast and how small Huddle is, each figure as a ratio to the least any program could do."""

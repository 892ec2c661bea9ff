"""How well the huddles themselves work: each figure with how it is counted, nobody ranked."""

"""What the ward decides about privacy, how long things are kept, and people's rights."""

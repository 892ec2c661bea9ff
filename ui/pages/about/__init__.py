"""The program itself: its versions, whom to tell, what changed, and whether it is whole."""

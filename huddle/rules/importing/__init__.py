"""How a file that somebody made elsewhere is understood: pure rules on its cells."""

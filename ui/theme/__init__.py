"""How the window looks: tokens made into a palette, a style sheet, fonts and a focus ring."""

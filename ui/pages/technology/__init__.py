"""Technology: the digital and AI tools in use, and who answers for them."""

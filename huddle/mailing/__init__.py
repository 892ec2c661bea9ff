"""Handing messages to the ward's mail server; nothing else in the program reaches the network."""

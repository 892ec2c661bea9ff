"""The installed package, tried as a ward's IT department and its staff do: `make package-test`."""

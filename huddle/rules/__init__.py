"""What follows from what: pure functions of rows and time that store and show nothing."""

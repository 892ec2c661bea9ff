"""The sign-in page: the first thing that is painted, before anything heavy is imported."""

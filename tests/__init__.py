"""What shows that Huddle works."""

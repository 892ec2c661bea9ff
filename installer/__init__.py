"""What makes packages of Huddle: needed where one is built, not where it runs."""

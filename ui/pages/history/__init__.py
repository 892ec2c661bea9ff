"""History: huddles as they were, with their sheets and dated corrections."""

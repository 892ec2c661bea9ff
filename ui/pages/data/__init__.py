"""The page of the data, its backups and the check."""

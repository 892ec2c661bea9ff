"""The encrypted file: keys, connections, sessions, migrations, search, audit and backups."""

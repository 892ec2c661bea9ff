"""The safety cross: what each day held of each kind of harm, days since, and the record."""

"""The first start: one page makes the ward, shows its recovery key, and leads to Today."""

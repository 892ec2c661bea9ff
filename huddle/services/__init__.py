"""What people want, one module a family of intentions.

One public method is one thing a person wants and one transaction; it hands out frozen rows.
"""

"""Measures: what is counted or timed on the ward, read in one line, and what its chart says."""

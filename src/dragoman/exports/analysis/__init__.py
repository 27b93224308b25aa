"""Analyses in the formats of others, and as a page to look at. One format, one file."""

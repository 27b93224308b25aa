"""Records in the formats of others. One format, one file."""

"""The measures of the field, each a pure function of gold and predicted annotations: no model, no files."""

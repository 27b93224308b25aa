"""Who, when and how much: names, dates and quantities of a text, resolved to codes and numbers."""

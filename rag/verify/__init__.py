"""The check of what is written against what it cites."""

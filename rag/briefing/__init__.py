"""Briefings: what the corpus holds on a topic, in one or two pages, each line with its source."""

"""Briefings: what the corpus holds on a topic, in one or two pages, each sentence with its source."""

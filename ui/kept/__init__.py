"""Conversations that are kept: the file, whose they are, their list on the page, feedback."""

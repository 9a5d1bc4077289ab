"""Briefings as files (Markdown, HTML, Word, PDF) in which every sentence keeps its source."""

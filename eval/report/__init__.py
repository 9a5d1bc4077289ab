"""What a run is shown as: terminal, JSON, JUnit XML, Markdown, annotations, HTML."""

"""The ui room: The command line and the chat page."""

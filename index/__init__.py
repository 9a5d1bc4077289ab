"""The index room: Articles become passages that can be searched."""

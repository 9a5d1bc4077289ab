"""Weights of our own, each with a card that says how it was made."""

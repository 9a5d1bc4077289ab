"""How the sentence selector of rag/selector.py was made, and how to make it again."""

"""The rag room: A question becomes a cited, checked answer."""

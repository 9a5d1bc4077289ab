"""An answer in a language model's words, as far as they stand up to their sources."""

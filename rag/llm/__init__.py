"""Language models: what one is asked, how it answers, and what stands outside."""

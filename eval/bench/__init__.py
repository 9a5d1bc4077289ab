"""Benchmarks over real data sets: search, growth, and one article changed."""

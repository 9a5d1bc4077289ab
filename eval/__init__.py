"""The eval room: Cases, measures, gates and benchmarks."""

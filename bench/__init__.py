"""What is measured: one module a question; together they write docs/benchmarks.md."""

"""Words to opinions: pure functions."""

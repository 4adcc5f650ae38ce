"""Reviews made readable; pure."""

"""Values of the subject: standard library and numpy only."""

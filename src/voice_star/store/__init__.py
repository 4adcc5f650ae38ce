"""What is kept: attempts in SQLite, and a folder of their recordings."""

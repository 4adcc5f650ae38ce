"""Sound to words: the speech model, its fillers, and each word's place in time."""

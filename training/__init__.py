"""How the judge was made: the corpus, the training and its tests."""

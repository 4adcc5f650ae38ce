"""Sound: recordings read from files, and where somebody is speaking in them."""

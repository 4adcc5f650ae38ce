"""The screens of the app; each owns its work and posts what came of it."""

"""Widgets: they are given values of the subject and post messages."""

"""The app: screens, what they show, and what passes between them."""

"""voice_star: speak an interview answer, and see which part was which."""

__version__ = "0.1.0"

"""What voice_star must do, a sentence a test."""

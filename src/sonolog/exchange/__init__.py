"""Values to the files of other programs, and back."""

"""Code shared by every room: errors, languages, text, files."""

"""What every room uses: errors, languages, text, files."""

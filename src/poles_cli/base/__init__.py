"""Shared by every room: errors, languages, text, files."""

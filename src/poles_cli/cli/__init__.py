"""The command line: parsing, commands and help."""

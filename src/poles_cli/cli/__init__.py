"""The command line: what is typed, what it means, what it answers."""

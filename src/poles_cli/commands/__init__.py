"""One module a command, imported when invoked: parse, call a pure function, return a result."""

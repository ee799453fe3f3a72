"""Completion for bash, zsh and fish.

A script, made from the program, knows commands, options and fixed vocabularies. Names that depend
on the data (pôles, concepts, regions, sources…) are asked of the program at each Tab: `answer` is
that quick way in, which never imports the command-line framework.
"""

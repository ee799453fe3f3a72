"""The directory as one page: it opens anywhere, asks for nothing, and is read without script."""

"""The directory as one page, which opens anywhere, makes no request, and works without script."""

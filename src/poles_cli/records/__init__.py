"""The dataset's files as records."""

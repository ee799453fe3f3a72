"""What can be asked of the dataset."""

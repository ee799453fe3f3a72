"""Queries on the dataset."""

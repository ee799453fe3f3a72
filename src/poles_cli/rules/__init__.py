"""The dataset's fields and rules, used by `poles check`, the tests and the documentation."""

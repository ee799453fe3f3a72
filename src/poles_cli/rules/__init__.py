"""The dataset's fields and rules: what `poles check`, the tests and the documentation rest on."""

"""The user's own corrections: kept apart from the dataset, with sources, and applied over it.

The overlay is one TOML file: pôle → field → fact.

    [laval.phone]
    value = "450 867-4367"
    confidence = "high"
    sources = ["https://laval.example.org/contact"]
    set_on = "2026-11-24"

`values` turns what a user types into a fact, `store` reads and writes the file, `merge` applies it
to the records, `patch` turns it into a change of the dataset's own files.
"""

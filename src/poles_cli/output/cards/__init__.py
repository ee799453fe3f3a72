"""Turn records into documents for people, in their language."""

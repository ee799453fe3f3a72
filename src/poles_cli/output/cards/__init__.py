"""From records to the documents that people read, in their language."""

"""Turn records into output: cards, formats, the map, the page."""

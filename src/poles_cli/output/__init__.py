"""From records to what is read: cards, formats, the map, the page."""

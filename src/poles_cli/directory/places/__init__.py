"""Find places and the pôles that serve them: one look-up, or a file of a million rows."""

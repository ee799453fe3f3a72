"""Québec drawn: from boundaries to a plane, from the plane to characters."""

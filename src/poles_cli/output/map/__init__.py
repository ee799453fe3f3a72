"""Draw Québec: project the boundaries on a plane, then draw the plane in characters."""

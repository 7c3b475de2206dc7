"""Watching: is it well (health), how much (metrics), and who must be told (alerts)."""

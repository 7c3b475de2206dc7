"""Handlers for editors: reachable by the ids in ADMINS only."""

"""Storage: all SQL lives here, one file per aggregate."""

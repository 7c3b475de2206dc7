"""Strillone: a publication's briefs on its readers' phones, in their language, on their topics."""

__version__ = "0.1.0"

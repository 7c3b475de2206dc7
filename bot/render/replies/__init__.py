"""Replies: every sentence that a reader or an editor gets for something he did. One subject, one file."""

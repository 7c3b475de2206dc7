"""Text as Telegram handles it.

HTML or given entities → cleaned, trimmed text and tidy entities → found links, mentions, hashtags → length.
"""

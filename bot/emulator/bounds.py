"""Bounds: how much the emulator remembers of each thing before the oldest goes."""

BOUNDS: dict[str, int] = {
    "log": 20_000,  # calls, with parameters and answer
    "messages_per_chat": 2_000,
    "messages": 300_000,  # over all chats
    "messages_in_counts": 50_000,  # over all chats, when only counts are recorded
    "journal_per_chat": 500,  # states that next_message can still hand out
    "edits_per_message": 50,  # former states of one message
    "updates": 100_000,  # not yet fetched by the bot
    "deliveries": 2_000_000,  # (chat, text) pairs counted
    "files": 500,  # uploads whose bytes are kept
    "file_ids": 100_000,  # uploads that can still be sent again
    "queries": 20_000,  # callback and inline queries that may still be answered
    "events_per_listener": 10_000,  # waiting to be read by one listener of /control/events
}

SNAPSHOT: dict[str, int] = {
    "people": 5_000,
    "messages_per_chat": 300,
    "messages": 5_000,  # over all chats
    "updates": 5_000,  # not yet fetched by the bot
    "files": 2_000,  # uploads that can still be sent again
    "file_bytes": 16 << 20,  # of the newest of them
    "inline": 1_000,  # messages sent inline that can still be edited
}
"""How much of each thing outlives the program."""

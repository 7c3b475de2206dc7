"""Handlers: an update in, one service call, one reply out. One command, one file.

    update → arrival (who is it?) → dispatch (which command?) → a handler → what to say → replying
                                  → buttons  (which button?)  → a handler → what changes in place
                                  → membership

A new command: a file with its handler, a line in `commands.py`.
"""

from handlers.registration import register

__all__ = ["register"]

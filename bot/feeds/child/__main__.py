"""`python -m bot.feeds.child`: one question on standard input, one answer on standard output."""

import sys

from bot.feeds.child.answering import main

sys.exit(main())

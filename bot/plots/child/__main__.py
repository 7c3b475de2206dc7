"""`python -m bot.plots.child`: one picture."""

import sys

from bot.plots.child.answering import main

sys.exit(main())

"""The short-lived process that draws: `python -m bot.plots.child`. JSON on standard input, a PNG on standard
output, and its memory is given back.
"""

"""Plots: figures as a picture for a phone.

    Picture, its words and numbers ready ──JSON──▶ `python -m bot.plots.child` ──PNG──▶ Plotter ──▶ bytes

Only the child imports matplotlib: a second of computing that would stall every reply, and a hundred megabytes
that would never be given back. It ends with each picture.
"""

"""Taps: what each button does. One file for each family of buttons."""

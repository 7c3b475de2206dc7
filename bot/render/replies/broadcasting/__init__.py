"""Broadcasting: the panels of an announcement, page by page. Every page changes in place.

all ──▶ texts · audience ──▶ topics · when · preview
 └────▶ send (forecast) ──confirm──▶ confirmed [undo] ──▶ going out
"""

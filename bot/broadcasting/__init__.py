"""Broadcasting: what editors announce, from a draft to its last copy.

drafting ──▶ audience (who, and which text) ──▶ forecasting ──▶ confirmed ──30 s──▶ launching ──▶ the ledger
"""

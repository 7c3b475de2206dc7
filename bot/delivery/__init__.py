"""Delivery: the ledger's working side, from a row that is ready to an outcome that is recorded.

    backlog → lanes → claim (one transaction) → compose → pace → gates → Bot API → outcome → settling ─┐
                        ▲                                                                              │
                        └──────────────── results, recorded with the next claim ───────────────────────┘

Nothing is sent before the transaction that marked it `in_flight` has committed, and no result is dropped
before the transaction that records it has. What a kill leaves in flight is therefore all that may repeat.

`sender` is the tick, `flights` what is under way, `limiter` the way for replies. `pace`, `latency`, `gates`,
`flooding`, `lanes`, `spacing`, `outcome`, `settling`, `faults` and `network` decide, and do no I/O. `ledger`
says what the sender needs of storage and of the renderer.
"""

"""Telling other programs what happened: signed HTTP requests to addresses a company chose (Standard Webhooks).

A fact that is in `catalogue.EVENTS` becomes, in its own transaction, one delivery for each webhook that asks for it.
A delivery is sent until it is taken, for about two days, always under the same id; a receiver may still get it twice
and in another order. Requests go to public addresses only, and to the very address that was checked.

Events: `webhook.made`, `webhook.revised`, `webhook.removed`, `webhook.secret_rotated`, `webhook.pinged`,
`webhook.redelivered`, `webhook.switched_off`.
"""

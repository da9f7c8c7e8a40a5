"""Customers and suppliers. A supplier is known by VAT number first, by name where there is none.

Events: `contact.made`, `contact.revised`.
"""

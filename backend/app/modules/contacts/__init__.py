"""Customers and suppliers. A supplier is known by VAT number first, by name where there is none.

One that was merged points to the one that took its place: what is drafted, issued or open goes along, and what stands
in the books is found through it. One that was used is archived, never removed.

Events: `contact.made`, `contact.revised`, `contact.removed`, `contact.merged`, `contacts.imported`.
"""

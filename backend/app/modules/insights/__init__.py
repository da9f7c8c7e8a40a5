"""Figures at a glance, computed from the books and the inbox each time: they cannot disagree with them."""

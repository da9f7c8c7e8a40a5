"""Atelier Noord, the demo company: interiors made to measure, three people in the workshop, books since last year.

The tables beside this file say what happens on which day of a year; the modules do it through the public API, in the
order of the days. What was done already is looked up first, so a second run continues where the first one ended.
"""

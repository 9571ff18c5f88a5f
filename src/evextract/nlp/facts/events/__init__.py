"""Dates of events, and what comes to an end."""

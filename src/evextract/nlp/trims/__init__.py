"""Trims and versions of vehicles."""

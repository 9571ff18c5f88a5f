"""Figures of firms: profits, sums invested, cars sold, jobs, shares."""

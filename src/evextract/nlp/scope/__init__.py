"""For which version, market, test cycle and period a statement holds."""

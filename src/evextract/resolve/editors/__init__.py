"""What editors decided: it stands above what the evidence says."""

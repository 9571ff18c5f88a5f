"""When two answers are the same: numbers, places, times, words."""

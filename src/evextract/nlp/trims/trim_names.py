"""How names of versions are made that no list has: a capitalised word, a code, a letter."""

from __future__ import annotations

WORD = r"[A-Z][a-z]{2,}\+?(?![\w+-])"
CODE = r"(?:[A-GI-PR-Z][A-Z]?\d{1,3}[a-z]?|[A-Z][a-z]*-[A-Za-z]|[A-Z]-[A-Z][a-z]+|[a-z]?Drive\d{2}[a-z]?|\d{3}[a-z])(?![\w+-])"
"""Of letters and digits, or with a letter set off by a hyphen. Not Q1 or H2, which are times."""
LETTER = r"[B-HJ-Z]\+?(?![\w+-])"
NAME = rf"(?:{WORD}|[a-z]?Drive\d{{2}}[a-z]?(?!\w)|{LETTER}|[A-Z]{{2,4}}\+{{0,2}}(?![\w+-]))(?: (?:{WORD}|{LETTER}|[A-Z]{{2,4}}(?![\w-])))?"
ENDS = r"(?=[,.;:)\n]|\Z| (?:and|or|in|with|at|for|but|while|which|that|to|from|has|is|was|will|does|costs?|starts?|gets?|makes?)(?!\w))"

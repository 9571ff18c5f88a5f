"""What speaks for and against an article that starts at a line of a text."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from statistics import median

from evextract.io.cohesion import STOP_WORDS, Terms, covered, overlap
from evextract.io.lines import FURNITURE, Kind, Line

BIAS = -1.26
START_WEIGHTS = {
    "continues": -0.39,
    "inside an opening": 0.60,
    "headline taken up": 1.03,
    "byline": 2.82,
    "date": 3.47,
    "dateline": 3.17,
    "after a closing line": 5.33,
    "after a pointer": -1.10,
    "teasers": 1.85,
    "headline as at the top": 2.17,
    "opening as at the top": 1.64,
    "overlap": -9.56,
    "valley": 4.14,
    "lead": 0.48,
    "names overlap": -17.27,
    "names overlap, ranked": 0.99,
    "begins with a name": 0.42,
    "set close": 4.50,
    "inside a long line": -2.00,
    "glued": 4.50,
    "unlike a repeated opening": -2.00,
}
"""Log-odds. ``boundaries`` says how they were fitted; the last four, rare in what they were fitted on, by hand."""

_CONTINUES = re.compile(
    r"[\"“”'‘(]{0,2}(?:it|its|it['’]s|he|she|his|her|they|their|them|these|those|this|that|such|but|and|or|so|yet|also"
    r"|however|meanwhile|moreover|furthermore|still|then|there|instead|nevertheless|nonetheless|therefore|thus|besides"
    r"|additionally|in addition|by contrast|in contrast|on the other hand|for example|for instance|as a result"
    r"|according to|both|another|other|others|asked|speaking of"
    r"|the (?:company|firm|carmaker|automaker|brand|group|maker|car|model|vehicle|executive|official|ministry|agency"
    r"|statement|report|latter|former|two|pair|deal|move|plan))\b",
    re.IGNORECASE,
)
_DATELINE = re.compile(
    r"[A-Z][A-Z.’' -]{2,40}(?:, [A-Z][\w. ]{1,30})?(?: ?\([A-Z][\w .]{1,30}\))? ?(?:--|–|—|- )"
    r"|(?:[A-Z][\w.’' -]{2,40}(?:, [A-Z][\w. ]{1,30})? )?\([A-Z][\w ]{1,20}\) ?(?:--|–|—|-)"
)
_FIRST_WORD = re.compile(r"[\"“‘'(]{0,2}([A-Z][\w’'-]*)")
_OPENING_LINES = 10
_TEASERS = range(2, 6)
_LEAD_WORDS = 28
_NEAR, _AHEAD, _LEAD, _NAMES = 50, 75, 25, 20
"""Passages that are compared, in content words."""
_VALLEY_REACH = 50

Opening = tuple[bool, int, bool, bool, bool]
"""Whether a headline stands there, how many teasers, whether a byline, a date, a dateline."""


def score_starts(lines: Sequence[Line], terms: Terms, top: Opening) -> list[float]:
    """The log-odds of a start at each line from all that :func:`describe_starts` sees; 0 for line 0."""
    described = describe_starts(lines, terms, top)
    return [0.0, *(BIAS + sum(START_WEIGHTS[name] * value for name, value in d.items()) for d in described[1:])]


def describe_starts(lines: Sequence[Line], terms: Terms, top: Opening) -> list[dict[str, float]]:
    """What speaks for and against an article that starts at each line; line 0 is a start anyway.

    ``top`` is the opening of the whole text: the first article shows how its publisher lays them out.
    """
    count, weight = len(lines), terms.weight
    kinds = [line.kind for line in lines]
    openings = [_opening(lines, i) for i in range(count)]
    rich = any(top[1:])
    near = [0.0] * count
    names = [0.0] * count
    leads = [0.0] * count
    for i in range(1, count):
        p, u = terms.first[i], terms.first_name[i]
        near[i] = overlap(terms.flat[max(0, p - _NEAR) : p], terms.flat[p : p + _NEAR], weight)
        names[i] = overlap(terms.names[max(0, u - _NAMES) : u], terms.names[u : u + _NAMES], weight)
        lead = set(terms.flat[p : p + _LEAD])
        ahead = set(terms.flat[p + _LEAD : p + _LEAD + _AHEAD])
        behind = set(terms.flat[max(0, p - _LEAD - _AHEAD) : p])
        leads[i] = covered(lead, ahead, weight) - covered(lead, behind, weight)
    lead_rank, name_rank = _standing(leads), _standing(names)
    apart = sum(line.apart for line in lines[1:])
    spaced = apart > 0.5 * (count - 1)
    one_line = all(line.inner or line.glued for line in lines[1:])
    features: list[dict[str, float]] = [{}]
    for i in range(1, count):
        opening, body = openings[i]
        inside = kinds[i - 1] in FURNITURE or (kinds[i - 1] == kinds[i] == Kind.TEASER and opening[1] > 0)
        alike = opening == top and not inside
        heading = kinds[i] == Kind.HEADING
        features.append(
            {
                "continues": float(_continues(lines[i]) or (body != i and _continues(lines[body]))),
                "inside an opening": float(inside),
                "headline taken up": _taken_up(terms, i, weight) if heading else 0.0,
                "byline": float(opening[2] and kinds[i - 1] not in FURNITURE),
                "date": float(opening[3] and kinds[i - 1] not in FURNITURE),
                "dateline": float(opening[4]),
                "after a closing line": float(kinds[i - 1] == Kind.CLOSING and kinds[i] != Kind.CLOSING),
                "after a pointer": float(kinds[i - 1] == Kind.POINTER and kinds[i] != Kind.POINTER),
                "teasers": float(opening[1] > 0 and not inside),
                "headline as at the top": float(alike and top[0] and not rich),
                "opening as at the top": float(alike and rich),
                "overlap": near[i],
                "valley": _valley(near, i),
                "lead": lead_rank[i],
                "names overlap": names[i],
                "names overlap, ranked": name_rank[i],
                "begins with a name": float(_begins_with_name(lines[body].text, terms)),
                "set close": float(spaced and not (lines[i].apart or lines[i].glued or lines[i].listed or inside)),
                "glued": float(lines[i].glued),
                "inside a long line": float(lines[i].inner and not one_line),
            }
        )
    repeats = math.log1p(sum(f["opening as at the top"] for f in features[1:]))
    for f in features[1:]:
        f["unlike a repeated opening"] = repeats * (rich and not f["opening as at the top"])
    return features


def read_opening(lines: Sequence[Line], i: int) -> Opening:
    """The layout with which an article at line ``i`` would open."""
    return _opening(lines, i)[0]


def _opening(lines: Sequence[Line], i: int) -> tuple[Opening, int]:
    """The layout of an opening at line ``i``, and the line at which its text proper begins."""
    k, teasers = i, 0
    last = min(len(lines) - 1, i + _OPENING_LINES)
    seen = set()
    while k < last and (lines[k].kind in FURNITURE or lines[k].kind == Kind.TEASER):
        seen.add(lines[k].kind)
        teasers += lines[k].kind == Kind.TEASER
        k += 1
    if teasers and (teasers not in _TEASERS or lines[k].words < _LEAD_WORDS):
        k, teasers, seen = i, 0, set()
        while k < last and lines[k].kind in FURNITURE:
            seen.add(lines[k].kind)
            k += 1
    dateline = _DATELINE.match(lines[k].text) is not None
    return (Kind.HEADING in seen, teasers, Kind.BYLINE in seen, Kind.DATE in seen, dateline), k


def _continues(line: Line) -> bool:
    return _CONTINUES.match(line.text) is not None


def _taken_up(terms: Terms, i: int, weight: dict[str, float]) -> float:
    """How far the text below takes up the words of the headline at line ``i``."""
    words = set(terms.by_line[i])
    below = terms.first[i + 1]
    return min(1.0, len(words) / 4) * covered(words, set(terms.flat[below : below + _AHEAD]), weight)


def _begins_with_name(text: str, terms: Terms) -> bool:
    found = _FIRST_WORD.match(text)
    if found is None:
        return False
    word = re.sub(r"['’]s$", "", found[1]).lower()
    return word not in terms.small and word not in STOP_WORDS


def _valley(values: Sequence[float], i: int) -> float:
    """How deep ``values[i]`` lies below the nearest peaks on both sides (Hearst's depth score)."""
    left = i
    while left > max(1, i - _VALLEY_REACH) and values[left - 1] >= values[left]:
        left -= 1
    right = i
    while right < min(len(values) - 1, i + _VALLEY_REACH) and values[right + 1] >= values[right]:
        right += 1
    return (values[left] + values[right] - 2 * values[i]) / 2


def _standing(values: Sequence[float]) -> list[float]:
    """Distance from the text's own median in median deviations, between -4 and 4."""
    if len(values) < 6:
        return [0.0] * len(values)
    middle = median(values[1:])
    spread = median(abs(v - middle) for v in values[1:]) + 0.02
    return [max(-4.0, min(4.0, (v - middle) / spread)) for v in values]

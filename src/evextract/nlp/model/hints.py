"""Words that the language model has hardly seen, told as words that it knows.

spaCy's models read a token's norm among its features; a norm set from outside is how its documentation treats unusual
spellings. The text itself stays as it is.
"""

from __future__ import annotations

from spacy.tokens import Token
from spacy.vocab import Vocab

from evextract.domain.pack import DomainPack
from evextract.nlp.naming.things import COMPANY_TYPES

_MONEY, _FIRM, _KIND = "euros", "toyota", "hybrid"
_ADVERBIAL = "ly"
_ALIKE = {"codenamed": "called"}
"""Verbs -> those that stand in the same places: "a pickup, codenamed T3, will arrive"."""
_IN_TIME = frozenset({"in", "on", "at", "this", "next", "by"})
_OF_FIGURE = frozenset({
    "just", "only", "about", "around", "roughly", "nearly", "almost", "exactly", "up", "two", "four", "five", "six", "seven", "eight",
})  # fmt: skip
_TAKEN_FOR_NOUNS = {
    "sprints": ("runs", frozenset({"to", "from"})),
    "charges": ("runs", frozenset({"at"})),
    "houses": ("holds", frozenset({"a", "an", "the"})),
    "debuts": ("arrives", _IN_TIME),
    "lands": ("arrives", _IN_TIME),
    "ships": ("arrives", _IN_TIME),
    "measures": ("weighs", _OF_FIGURE),
    "musters": ("makes", _OF_FIGURE),
    "peaks": ("stops", frozenset({"at"})),
    "seats": ("takes", _OF_FIGURE),
    "spans": ("covers", _OF_FIGURE),
}
"""Verbs that are nouns, too -> those that are none, and what follows them: "the X sprints to 100 km/h", "it musters 300 hp"."""
_SUBJECTS = frozenset({"it", "which", "that"})


class Hints:
    """Built once from a pack from :func:`evextract.nlp.roles.with_roles`."""

    def __init__(self, pack: DomainPack) -> None:
        written = (w for u in pack.units.values() if u.dimension == "money" for w in u.surfaces)
        self._money = frozenset(w for w in written if w.isalpha() and w.islower() and len(w) > 2)
        self._norms: dict[str, str] = {}
        for e in pack.entities.values():
            if e.type in COMPANY_TYPES and e.name.isalpha() and not e.ambiguous and len(e.name) > 2:
                self._norms[e.name] = _FIRM  # a name that the models know
        for attribute in pack.attributes.values():
            words = {w for surfaces in attribute.categories.values() for w in surfaces}
            if _KIND in words:  # else in "PHEV and BEV powertrains" the last word is a verb
                self._norms |= {w: _KIND for w in words if w.isalpha() and w.removesuffix("s").isupper() and len(w) > 2}

    def teach(self, vocab: Vocab) -> None:
        """Change how names end that end like an adverb, "Geely": the models go by a word's last letters, too."""
        for name, norm in self._norms.items():
            if norm == _FIRM and name.endswith(_ADVERBIAL):
                vocab[name].suffix_ = norm[-len(vocab[name].suffix_) :]

    def tell(self, token: Token, before: Token) -> None:
        """Set the norm of a known name, a rare verb, or a currency behind a number: "won" is taken for a verb."""
        norm = self._norms.get(token.text)
        if norm is None and token.lower_ in self._money and (before.like_num or before.text[-1:].isdigit()):
            norm = _MONEY
        norm = norm or _ALIKE.get(token.lower_)
        if before.lower_ in _TAKEN_FOR_NOUNS and before.i:
            verb, following = _TAKEN_FOR_NOUNS[before.lower_]
            subject = before.nbor(-1)
            named = (
                before.lower_ == "peaks"
                or subject.text[0].isupper()
                or subject.text[0].isdigit()
                or subject.lower_ in _SUBJECTS
            )
            if named and (token.lower_ in following or (following is _OF_FIGURE and token.text[0].isdigit())):
                before.norm_ = verb
        if norm is not None:
            token.norm_ = norm

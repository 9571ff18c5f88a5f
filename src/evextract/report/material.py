"""The claims, sources and quotes that all parts of a report draw from."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field

from evextract.domain.links import safe_url
from evextract.domain.pack import DomainPack
from evextract.domain.wording import label_of, name_of, say, say_scope, shown, stated
from evextract.records import Claim, Polarity, Quantity, Resolution, Scope, Source, Value
from evextract.report.model import QuoteView, SourceView
from evextract.report.passages import around_value


@dataclass(slots=True)
class Material:
    """Words for what a resolution holds. Each quote is made once and known by its number from then on."""

    pack: DomainPack
    claims: Mapping[str, Claim]
    quotes: list[QuoteView] = field(default_factory=list)
    _quote_numbers: dict[str, int] = field(default_factory=dict)
    _sources: dict[str, SourceView] = field(default_factory=dict)
    _names: dict[str, str] = field(default_factory=dict)
    _labels: dict[str, str] = field(default_factory=dict)
    _scopes: dict[Scope, str] = field(default_factory=dict)
    _values: dict[Hashable, str] = field(default_factory=dict)

    @classmethod
    def of(cls, resolution: Resolution, pack: DomainPack) -> Material:
        return cls(pack, {claim.id: claim for claim in resolution.claims})

    def say(self, value: Value | None, *, denied: bool = False) -> str:
        if value is None:
            return say(value, self.pack)
        # Equal numbers may be printed with other digits: 10.5 and 10.50.
        key = (str(value.low), str(value.high), value.unit, value.bound) if isinstance(value, Quantity) else value
        known = self._values.get(key)
        if known is None:
            known = self._values[key] = shown(say(value, self.pack))
        return stated(known, denied=denied)

    def name(self, subject: str) -> str:
        if subject not in self._names:
            self._names[subject] = shown(name_of(subject, self.pack))
        return self._names[subject]

    def label(self, attribute: str) -> str:
        if attribute not in self._labels:
            self._labels[attribute] = shown(label_of(attribute, self.pack))
        return self._labels[attribute]

    def scope(self, scope: Scope) -> str:
        known = self._scopes.get(scope)
        if known is None:
            known = self._scopes[scope] = shown(say_scope(scope, self.pack))
        return known

    def plain(self, text: str) -> str:
        return shown(text)

    def source(self, source: Source) -> SourceView:
        known = self._sources.get(source.article_id)
        if known is None:
            known = self._sources[source.article_id] = SourceView(
                id=shown(source.article_id),
                title=shown(source.title or source.article_id),
                outlet=shown(source.outlet or source.article_id),
                published=source.published.isoformat() if source.published else None,
                url=safe_url(source.url),
                copy_of=shown(source.copy_of) if source.copy_of else None,
            )
        return known

    def words(self, claim: Claim) -> str:
        """What a claim says."""
        return self.say(claim.value, denied=claim.polarity is Polarity.DENIED)

    def quote(self, claim: Claim) -> int:
        """The number of a claim's quote in :attr:`quotes`."""
        number = self._quote_numbers.get(claim.id)
        if number is None:
            number = self._quote_numbers[claim.id] = len(self.quotes)
            who = shown(claim.attribution) if claim.attribution else None
            before, focus, after = around_value(claim.evidence)
            self.quotes.append(
                QuoteView(claim.id, self.source(claim.source), self.words(claim), before, focus, after, who)
            )
        return number

    def known(self, ids: Sequence[str]) -> list[Claim]:
        """The claims of ``ids``, originals before copies, older first."""
        found = [self.claims[claim] for claim in ids if claim in self.claims]
        if len(found) < 2:
            return found
        return sorted(found, key=lambda c: (c.source.copy_of is not None, str(c.source.published or "9"), c.id))


def voices(claims: Sequence[Claim]) -> int:
    """How many independent articles stand behind ``claims``."""
    return len({claim.source.voice for claim in claims})

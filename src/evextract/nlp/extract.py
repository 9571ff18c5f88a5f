"""From an article to its mentions: annotate the text once, then let every fact finder read the page."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc

from evextract.domain.identity import is_country
from evextract.domain.pack import MONEY, DomainPack
from evextract.errors import InputError
from evextract.nlp.cover import Cover
from evextract.nlp.datelines import Datelines, outside_datelines
from evextract.nlp.dates import DateMention, find_dates
from evextract.nlp.facts.business.home_and_abroad import with_home_and_abroad
from evextract.nlp.facts.business.reported_periods import with_reported_periods
from evextract.nlp.facts.business.share import find_share_facts
from evextract.nlp.facts.business.tally import find_tally_facts
from evextract.nlp.facts.categories.category import find_category_facts
from evextract.nlp.facts.context import Context, Cues, by_sentence
from evextract.nlp.facts.events.ending import find_ending_facts
from evextract.nlp.facts.events.event import find_event_facts
from evextract.nlp.facts.events.frames import FrameFinder
from evextract.nlp.facts.events.placed import with_places
from evextract.nlp.facts.figures.bought_versions import with_bought_versions
from evextract.nlp.facts.figures.listed import find_listed_facts
from evextract.nlp.facts.figures.quantity import find_quantity_facts
from evextract.nlp.facts.figures.rows import find_row_facts
from evextract.nlp.facts.figures.tabular import find_tabular_facts, row_labels
from evextract.nlp.facts.markets.headed_markets import with_headed_markets
from evextract.nlp.facts.markets.home_market import with_home_market
from evextract.nlp.facts.markets.implied import with_implied, with_markets_of_events
from evextract.nlp.facts.markets.pointed_markets import with_pointed_markets
from evextract.nlp.facts.people.role import find_role_facts
from evextract.nlp.facts.production.contract_makers import find_contract_facts
from evextract.nlp.facts.production.home_plants import with_home_plants
from evextract.nlp.facts.production.origins import find_origin_facts
from evextract.nlp.facts.ties.bases import find_base_facts
from evextract.nlp.facts.ties.made_from import find_made_from_facts
from evextract.nlp.facts.ties.parties import find_party_facts
from evextract.nlp.facts.ties.sold_as import find_sold_as_facts
from evextract.nlp.facts.ties.takeover import find_takeover_facts
from evextract.nlp.facts.ties.tie import find_tie_facts
from evextract.nlp.learned.remaining import with_remaining
from evextract.nlp.linking.link import Linker
from evextract.nlp.model.build import load_language
from evextract.nlp.model.default_model import DEFAULT_MODEL
from evextract.nlp.model.hints import Hints
from evextract.nlp.naming.kinds import KindFinder
from evextract.nlp.naming.names import pieces
from evextract.nlp.naming.new_vehicles import brands_of_new
from evextract.nlp.naming.plants import KnownPlants, Plants
from evextract.nlp.naming.site_owners import of_their_owners
from evextract.nlp.naming.sites import find_sites, with_sites
from evextract.nlp.naming.thing_index import ThingIndex
from evextract.nlp.naming.things import COMPANY_TYPES, PLACE, PLANT, Thing, makers_of
from evextract.nlp.page import Page
from evextract.nlp.quantities import QuantityUnits, find_quantities, with_local_dollars
from evextract.nlp.reference.focus import Focus
from evextract.nlp.reference.topics import most_named_company
from evextract.nlp.reference.version_topics import VersionTopics
from evextract.nlp.roles import PRODUCT, nouns_of, with_roles
from evextract.nlp.scope.cycles import CycleFinder
from evextract.nlp.scope.scope import ScopeReader
from evextract.nlp.stance.stance import StanceReader
from evextract.nlp.tables import find_tables, is_row
from evextract.nlp.trims.variants import VariantFinder
from evextract.records import LONGEST_ARTICLE, Article, Mention

FINDERS = (
    find_tally_facts,
    find_share_facts,
    find_party_facts,
    find_takeover_facts,
    find_ending_facts,
    find_row_facts,
    find_listed_facts,
    find_quantity_facts,
    find_tabular_facts,
    find_category_facts,
    find_event_facts,
    find_tie_facts,
    find_contract_facts,
    find_origin_facts,
    find_base_facts,
    find_made_from_facts,
    find_sold_as_facts,
    find_role_facts,
)


class Extractor:
    """A language model and a pack, made ready once; :meth:`read` may be called for any number of articles."""

    def __init__(self, pack: DomainPack, *, model: str = DEFAULT_MODEL) -> None:
        self.pack = pack = with_roles(pack)
        self._nouns = nouns_of(pack)
        self.nlp: Language = load_language(model, whole=_whole_words(pack))
        self.units = QuantityUnits(pack.units, pack.home_currencies)
        self._datelines = Datelines(pack)
        self._hints = Hints(pack)
        self._hints.teach(self.nlp.vocab)
        self.kinds = KindFinder(pack)
        self.variants = VariantFinder(pack)
        self.stance = StanceReader(pack)
        self.cycles = CycleFinder(pack)
        self.cues = Cues(pack)
        self.frames = FrameFinder(pack)
        money = (unit for unit in pack.units.values() if unit.dimension == MONEY)
        self._coins = frozenset(surface for unit in money for surface in unit.surfaces if surface.islower())
        self._plants = frozenset(e.id for e in pack.entities.values() if e.type == PLANT)
        self._countries = {e.id: e.country for e in pack.entities.values() if e.country}
        self._regions = {
            e.id: e.parent for e in pack.entities.values() if e.type == PLACE and is_country(e.id) and e.parent
        }
        self._country_names = {e.id: e.name for e in pack.entities.values() if e.type == PLACE and is_country(e.id)}
        self._parents = {e.id: e.parent for e in pack.entities.values() if e.parent and e.type in COMPANY_TYPES}
        self._brands = {e.id: e.brand for e in pack.entities.values() if e.brand}
        self._known_plants = KnownPlants(pack.entities.values(), self._parents)
        self.things = ThingIndex(pack, self._known_plants, self._brands)

    def read(self, articles: Iterable[Article], *, batch_size: int = 16) -> Iterator[tuple[Article, list[Mention]]]:
        """Each article with its mentions in text order."""
        pairs = ((self._split_lines(a.text), a) for a in articles)
        for doc, article in self.nlp.pipe(pairs, as_tuples=True, batch_size=batch_size):
            yield article, self.mentions(self.page(article, doc))

    def parse(self, text: str) -> Doc:
        """One text, parsed as :meth:`read` parses all."""
        return self.nlp(self._split_lines(text))

    def _split_lines(self, text: str) -> Doc:
        """The tokens, with a sentence start after each line break: headings have no full stop.

        Raises :class:`InputError` for a text that is longer than an article may be.
        """
        if len(text) > LONGEST_ARTICLE:
            raise InputError(f"a text of {len(text):,} characters; at most {LONGEST_ARTICLE:,} are read, split it")
        doc = self.nlp.make_doc(text)
        lines = re.finditer(r"[^\n]+", text)
        opened = list(self._datelines.find(text))
        rows = deque(
            sorted([*opened, *((m.start(), m.end()) for m in lines if is_row(m.group()) or _is_label(m.group()))])
        )
        behind = {end for _, end in opened}
        for before, token in pairwise(doc):
            while rows and rows[0][1] <= token.idx:
                rows.popleft()
            if rows and rows[0][0] < token.idx:
                token.is_sent_start = False
                continue
            if token.idx in behind or (before.is_space and "\n" in before.text):
                token.is_sent_start = True
            elif before.text[-1] == "." and token.text[:1].isupper() and _MEASURE.fullmatch(before.text) is not None:
                token.is_sent_start = True  # "at most 150kW." is one token with its full stop
            elif before.text == "." and before.i and before.nbor(-1).text == ")" and token.text[:1].isupper():
                token.is_sent_start = True
            elif before.is_alpha and before.text[:1].isupper() and token.is_alpha and token.text[:1].isupper():
                token.is_sent_start = False  # "General | Motors": two words of a name
            elif _INITIAL.search(before.text) is not None and token.text in _OPENING:
                token.is_sent_start = True  # "than a Model S. It weighs": the stop is no initial's alone
            self._hints.tell(token, before)
        return doc

    def page(self, article: Article, doc: Doc) -> Page:
        text = article.text
        datelines = list(self._datelines.find(text))
        parts = pieces(text)
        trims = self.variants.listed(text)
        things = [
            t
            for t in self.things.find(doc, parts, title=article.title or "")
            if not self._is_unit(text, t)
            and (
                t.known
                or not (
                    (name := text[t.start : t.end]) in trims
                    or self.variants.is_name(name, product=t.type == PRODUCT)
                    or (t.type != PRODUCT and _IS_TRIM.match(text, t.end))
                )
            )
        ]
        things = of_their_owners(text, things, known=self._plants)
        main_company = most_named_company(things, self._brands, self._parents)
        sites = find_sites(
            text,
            things,
            known=self._plants,
            main_company=main_company,
            countries=self._countries,
            names=self._country_names,
            parents=self._parents,
            at=self._known_plants.at,
        )
        things = self.kinds.find(text, with_sites(things, sites))
        makers = sorted(makers_of(things, self._brands), key=lambda maker: maker != main_company)
        return Page(
            article=article,
            doc=doc,
            parts=parts,
            things=things,
            quantities=with_local_dollars(find_quantities(doc, self.units), text),
            dates=_beside_products(
                outside_datelines(
                    find_dates(doc, published=article.published, fiscal_year_start=self.pack.fiscal_year_start),
                    datelines,
                ),
                things,
            ),
            plants=Plants(text, things, self._known_plants, makers),
            headline=self.things.headline(article.title or "", things),
            behind_datelines=frozenset(end for _, end in datelines),
        )

    def _is_unit(self, text: str, t: Thing) -> bool:
        """ "The 149,900 yuan Pro" is no BYD Yuan: a currency in small letters, behind its figure."""
        word = text[t.start : t.end].split(" ", 1)[0]
        return word.islower() and word in self._coins and text[max(0, t.start - 2) : t.start - 1].isdigit()

    def context(self, page: Page) -> Context:
        brands = brands_of_new(page.things) | self._brands
        tables = list(find_tables(page.text))
        variants = self.variants.find(page.text, page.things, labels=row_labels(page, tables))
        focus = Focus(
            page,
            variants,
            brands=brands,
            countries=self._countries,
            parents=self._parents,
            nouns=self._nouns,
            regions=self._regions,
        )
        return Context(
            page=page,
            pack=self.pack,
            focus=focus,
            linker=Linker(page, focus),
            stance=self.stance.on(page),
            scope=ScopeReader(page, self.pack, self.cycles.on(page)),
            cue_hits=by_sentence(
                page,
                [
                    *self.cues.cue_words(page),
                    *self.frames.find(page),
                ],
            ),
            blocker_hits=by_sentence(page, self.cues.blocking_words(page)),
            negative_hits=by_sentence(page, self.cues.undoing_words(page)),
            category_hits=by_sentence(page, self.cues.category_words(page)),
            tables=tables,
            version_topics=VersionTopics(page, focus, variants),
            cue_stems=self.cues.stems,
            known_plants=self._known_plants,
            activities=self.cues.activities,
            badges=frozenset(v.start for v in variants if v.name.isdigit()),
        )

    def mentions(self, page: Page) -> list[Mention]:
        if not page.sentences:
            return []
        ctx = self.context(page)
        found = with_bought_versions(ctx, with_remaining(ctx, self.read_by_rules(ctx)))
        found = with_home_plants(ctx, found)
        found = with_home_and_abroad(ctx, with_pointed_markets(ctx, with_implied(ctx, found)))
        found = with_headed_markets(ctx, found)
        found = with_places(ctx, with_markets_of_events(ctx, with_home_market(ctx, found)))
        found = with_reported_periods(ctx, found)
        return sorted(found, key=lambda m: (m.focus_start, m.attribute, m.subject, m.scope.variant or "", m.end))

    def read_by_rules(self, ctx: Context) -> list[Mention]:
        """What the finders find, each in its turn."""
        return [m for finder in FINDERS for m in finder(ctx)]


_IS_TRIM = re.compile(r" (?:variants?|trims?|trim levels?|grades?|derivatives?)(?!\w)")
"""Behind a name that no list has and that looks like a firm's: "the Cross Country variant"."""
_MEASURE = re.compile(r"\d.*|(?:km|mi)/h\.|k?Wh?\.|[km]?m\.|Nm\.|hp\.")
_INITIAL = re.compile(r"(?:\A|\W)[A-Z]\.\Z")
_OPENING = frozenset({
    "A", "An", "It", "Its", "He", "She", "We", "The", "This", "That", "These", "They", "There", "In", "But", "Both",
    "For", "With", "Our", "If", "When", "While", "As", "After", "And", "However", "Instead", "What",
})  # fmt: skip
"""What opens a sentence behind a name that ends like an initial, and no surname."""
_LABEL = re.compile(r"[^.!?]{1,60}(?:[.!?](?=\S)[^.!?]{1,40}){0,2}")


def _is_label(line: str) -> bool:
    """Whether a line is too short for more than one sentence: a heading, "Top speed 99 mph"."""
    return _LABEL.fullmatch(line) is not None and len(line) < 70


def _whole_words(pack: DomainPack) -> Iterator[str]:
    """Words that the parser misreads when they are cut up: "plug-in" for a verb, the stop of "ID. Buzz" for the end."""
    for attribute in pack.attributes.values():
        for surfaces in attribute.categories.values():
            yield from (word for surface in surfaces for word in surface.split() if "-" in word)
    for entity in pack.entities.values():
        if entity.type == PRODUCT:
            yield from (word for word in entity.name.split() if re.search(r"[^\W\d_]-[^\W\d_]", word))
        yield from (
            word
            for name in (entity.name, *entity.aliases)
            for word in name.split()[:-1]
            if len(word) > 2 and word[-1] == "."
        )


def _beside_products(dates: Sequence[DateMention], things: Sequence[Thing]) -> list[DateMention]:
    """Without those that are part of a product's name: "the Audi Q4"."""
    names = Cover(t for t in things if t.type == PRODUCT)
    return [d for d in dates if not names.touches(d.start, d.end)]

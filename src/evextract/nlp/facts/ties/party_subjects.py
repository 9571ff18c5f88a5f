"""Which firm, or which list of firms, a tie is told of: the subject of its clause, "their" owners, or whom the text is about."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from spacy.tokens import Token

from evextract.domain.pack import AttributeDef
from evextract.nlp.facts.business.figure_clauses import is_part_untold, told_subject
from evextract.nlp.facts.companies import Party, clause_subject
from evextract.nlp.facts.context import Context, Cue
from evextract.nlp.lexicon import Hit, stem
from evextract.nlp.linking.link import Link
from evextract.nlp.naming.things import PLANT
from evextract.nlp.syntax import SUBJECT_DEPS, ancestors, is_verb


def party_subject(ctx: Context, a: AttributeDef, cue: Hit[Cue], other: Party) -> Link | None:
    """The firm that is tied to the other party: the subject of the clause, what is nearest, or whom the text is about."""
    own = clause_subject(ctx, ctx.page.sentence_at(cue.start), cue.start)
    if own is not None and own.id not in other.ids:
        return own
    subject = told_subject(ctx, cue.start, cue.end)
    if _is_of_thing(ctx, cue) or (subject is not None and is_part_untold(ctx, subject)):
        return None
    links = ctx.linker.subjects(cue.start, cue.end, a.subjects, avoid=(other.start, other.end))
    if links and links[0].id not in other.ids:
        return links[0]
    centre = ctx.focus.before(ctx.page.sentence_at(cue.start), company=True)
    return Link(centre[0], None, 0.2) if centre and centre[0] not in other.ids else None


def _is_of_thing(ctx: Context, cue: Hit[Cue]) -> bool:
    """ "A pack supplied by B", "with cells from B": what a thing is made of ties whoever is its subject, and nobody else."""
    word = ctx.page.root_of(cue.start, cue.end)
    if is_verb(word):
        return cue.thing.side == "after" and ctx.page.text.startswith(" by ", cue.end)
    return cue.thing.side == "after" and ctx.page.text.endswith(" from", cue.start, cue.end)


def subject_list(ctx: Context, cue: Hit[Cue], before: Sequence[Party]) -> Party | None:
    """The list of companies that is the subject of the cue's verb: "A and B have signed a deal"."""
    if _is_of_each(ctx, cue):
        return None
    for node in ancestors(ctx.page.root_of(cue.start, cue.end))[:7]:
        if not is_verb(node):
            continue
        for child in node.children:
            if child.dep_ in SUBJECT_DEPS:
                if child.left_edge.idx <= cue.start <= child.right_edge.idx:
                    return None  # the tie is itself what the clause speaks of
                if child.tag_ == "WDT" and node.dep_ == "relcl":
                    child = node.head  # "A and B, which signed a pact in May"
                for p in before:  # "A and B", "the boards of A and B"
                    if len(p.ids) > 1 and child.left_edge.idx <= p.start <= child.right_edge.idx:
                        return p if not _is_told_aside(ctx, p, child) else None
                if child.i < node.i and child.idx < cue.start and child.tag_ != "WDT":
                    return None
    return None


def _is_of_each(ctx: Context, cue: Hit[Cue]) -> bool:
    """ "A and B have built plants in Hungary", "A and B each opened a plant": every firm one of its own."""
    verb = ctx.page.root_of(cue.start, cue.end)
    if not is_verb(verb):
        return False
    works = {stem(n) for n in ctx.pack.types[PLANT].nouns} if PLANT in ctx.pack.types else set()
    several = any(c.dep_ == "dobj" and c.tag_ == "NNS" and stem(c.lower_) in works for c in verb.children)
    return several or any(t.lower_ == "each" for t in verb.subtree if t.i < verb.i)


def theirs(ctx: Context, cue: Hit[Cue], before: Sequence[Party]) -> Party | None:
    """ "A and B said their joint venture, C, would build cars": of those that are the subject."""
    tie = ctx.page.root_of(cue.start, cue.end)
    if not any(c.lower_ == "their" for c in tie.children):
        return None
    several = [p for p in before if len(p.ids) > 1 and ctx.focus.root(p.referent).dep_ in SUBJECT_DEPS]
    return several[-1] if several else None


def _is_told_aside(ctx: Context, p: Party, subject: Token) -> bool:
    """Whether the list only stands in a relative clause about the subject: "C, which counts A and B among its customers"."""
    above = ancestors(ctx.page.root_of(p.referent.start, p.referent.end))
    return any(t.dep_ == "relcl" for t in takewhile(lambda t: t.i != subject.i, above))

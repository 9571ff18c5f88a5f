"""What a cue speaks of: the thing that is built, shown or sold, read off the parse.

"Kia builds the EV4 in Spain", "the EV4, built in Spain", "production of the EV4 takes place in Spain" and "the EV4,
which Kia builds in Spain" all speak of the EV4. Where the parse shows that something else is meant ("a plant will be
built in Spain"), there is no subject at all, and none may be inherited from the sentence before.
"""

from __future__ import annotations

from spacy.tokens import Token

from evextract.domain.pack import AttributeDef
from evextract.nlp.facts.context import Context
from evextract.nlp.facts.market_entry import firm_enters
from evextract.nlp.facts.noun_phrases import VAGUE, members_of
from evextract.nlp.facts.phrases import CONTAINERS, Phrases, tells_when
from evextract.nlp.facts.sent_to import places_and_times, sent_to
from evextract.nlp.facts.told_above import is_told_above, told_above
from evextract.nlp.facts.undergoing import last_before, patients, tells_of_one, verb_of
from evextract.nlp.lexicon import stem
from evextract.nlp.linking.link import Link
from evextract.nlp.naming.things import COMPANY_TYPES
from evextract.nlp.reference.last_named import is_group
from evextract.nlp.syntax import SUBJECT_DEPS, is_any_one, is_verb, objects_of, subject_of

_SINCE_WHEN = frozenset({
    "first", "originally", "recently", "already", "also", "now", "until", "hitherto", "currently", "still", "previously",
    "formerly", "so", "far", "once", "today",
})  # fmt: skip
_EVERY = frozenset({"both", "all", "each"})
_FEWEST_BEFORE = 3
"""Tokens before such a participle: a name, a comma, an adverb."""
_FOLLOWED = frozenset(map(stem, ["replace", "succeed", "follow", "join"]))


def spoken_of(
    ctx: Context, attribute: AttributeDef, start: int, end: int, *, avoid: tuple[int, int] | None = None
) -> list[Link]:
    """The subjects of the cue at ``start``…``end``: by the parse where it tells, else the linker's choice.

    ``avoid``: characters that can't be the subject, being the other end of a tie.
    """
    links = by_parse(ctx, attribute, start, end, avoid=avoid)
    return ctx.linker.subjects(start, end, attribute.subjects, avoid=avoid) if links is None else links


def by_parse(
    ctx: Context, attribute: AttributeDef, start: int, end: int, *, avoid: tuple[int, int] | None = None
) -> list[Link] | None:
    """The subjects that the parse gives; an empty list where it names something else, None where it does not tell."""
    reader = Phrases(ctx, attribute, ctx.page.sentence_at(start), avoid=avoid)
    cue = ctx.page.root_of(start, end)
    if not is_verb(cue):
        if cue.dep_ == "pobj" and cue.head.dep_ == "agent" and stem(cue.head.head.lower_) in _FOLLOWED:
            return []  # "the X will be replaced by a sister model of the Y"
        if new := [x for x in reader.at(cue) if x.referent is not None and x.referent.how == "unnamed"]:
            return new  # "plans a version of the X for Europe"
        owned = reader.owners(cue)
        if owned is not None:
            return owned
        if held := _held(reader, cue):
            return held
    if cue.dep_ in SUBJECT_DEPS and not reader.is_product(cue):
        return None  # "production takes place in Spain": of what, an earlier sentence says
    if named := _said_of_one(reader, cue) or _right_behind(reader, cue):
        return named
    first = ctx.page.token_at(start)
    if is_verb(first) and stem(first.lower_) in ctx.activities and first.tag_ == "VBZ":
        return None  # "deliveries commence": the parser takes the first for a verb
    verb = verb_of(cue)
    if verb is None and cue.dep_ == "appos" and cue.tag_ == "NN" and (last := _named_before_comma(reader, cue)):
        return last  # "the A and the B, twin of the Y"
    if verb is None:
        return reader.links(cue.head) if cue.dep_ in {"amod", "acl", "appos", "prep"} else None
    if _is_of_maker(ctx, verb) or firm_enters(ctx, verb):
        return []
    if named := _just_named(reader, verb):
        return named
    if row := _of_which(reader, verb):
        return row
    span = ctx.page.span(start, end)
    for token in span:
        if token.dep_ == "dobj" and token.tag_.startswith("NN"):
            owned = reader.owners(token)  # "ended production of the X"
            if owned is not None:
                return owned
        preps = [token] if token.dep_ == "prep" else []
        preps += [c for c in token.children if c.lower_ == "off"] if token.i == verb.i else []
        for child in (c for p in preps for c in p.children):
            if child.dep_ == "pobj" and child not in span and (owned := reader.links(child)):
                return owned  # "took the wraps off the X"
    if verb.dep_ == "relcl" and is_told_above(ctx, reader, verb):
        return told_above(reader, verb)
    links: list[Link] | None = None
    within = (t.i for t in span if not _is_several(reader, t))
    for patient in patients(verb, skip={cue.i, *within, *places_and_times(ctx, verb)}):
        patient = sent_to(ctx, verb, patient) or patient
        one = tells_of_one(verb, patient)
        found = (reader.at(last_before(verb, patient)) if one else []) or (
            [] if one and patient.conjuncts else reader.links(patient)
        )
        if found and _is_several(reader, patient):
            found = [x for x in found if x.referent is None or x.referent.how != "unnamed"]
        if found:
            return found
        if is_group(patient):
            return []  # "all three are built in Spain", where nobody knows which
        links = found if links is None else links
    return None if links == [] and _is_only_borrowed(reader, cue, verb) else links


def _is_only_borrowed(reader: Phrases, cue: Token, verb: Token) -> bool:
    """Whether the parse names a subject that isn't one of the cue: it is borrowed ("has found buyers since putting it on sale"),
    tells of it ("confirms a launch"), or is none of a thing ("lifted the veil on the X ahead of a launch").

    Not so "is thinking about bringing the brand to Italy", which names what it brings.
    """
    if any(o.lower_ in reader.ctx.focus.nouns.companies for o in objects_of(verb)):
        return False
    told_of_time = cue.dep_ == "pobj" and tells_when(cue) and any(r.end <= cue.idx for r in reader.referents)
    of_deed = cue.dep_ == "dobj" and not is_verb(cue) and not reader.is_product(cue)
    return verb.dep_ == "pcomp" or told_of_time or of_deed


def _is_of_maker(ctx: Context, verb: Token) -> bool:
    """ "Nissan said it would end production at its plant": "it" is who says so, and no car."""
    done = any(c.dep_ == "dobj" and stem(c.lower_) in ctx.activities for c in verb.children)
    if not done or verb.dep_ != "ccomp" or not any(c.dep_ == "nsubj" and c.lower_ == "it" for c in verb.children):
        return False
    speakers = [c for c in verb.head.children if c.dep_ == "nsubj"]
    names = (t for c in speakers for t in ctx.page.things_at(ctx.page.doc[c.left_edge.i].idx))
    return any(t.type in COMPANY_TYPES for t in names)


def _is_several(reader: Phrases, noun: Token) -> bool:
    """ "Launch ten new models": nobody's in particular, unless they are listed."""
    return reader.is_product(noun) and any(c.dep_ == "nummod" for c in noun.children)


def _held(reader: Phrases, noun: Token) -> list[Link]:
    """What the noun holds: "its pipeline includes the X", "offerings, including the X", "models in the pipeline"."""
    holder = noun.head.head if noun.dep_ == "pobj" else noun
    members = members_of(noun) if noun.dep_ == "nsubj" else holder
    if members is None or is_verb(members) or (members is holder and holder.lower_.removesuffix("s") not in CONTAINERS):
        return []
    return reader.links(members) or []


def objects(ctx: Context, attribute: AttributeDef, start: int, end: int) -> list[Link] | None:
    """What the cue acts on, behind it: "underpins the X", "used by the X", "where the X is built"; None without any."""
    reader = Phrases(ctx, attribute, ctx.page.sentence_at(start))
    span = ctx.page.span(start, end)
    for child in span[-1].children:
        if child.dep_ == "pobj":
            return reader.links(child)
    verb = verb_of(span.root)
    if verb is None:
        return None
    for wanted in (("nsubjpass",), ("dobj", "dative", "oprd")):
        for child in verb.children:
            if child.dep_ in wanted and child not in span:
                if child.dep_ == "dobj" and child.lower_ in {"it", "them"}:
                    return reader.at(child)  # "the US gets it"
                if child.tag_ not in VAGUE | {"WDT"}:
                    return reader.links(child)
    if verb.dep_ == "relcl" and any(c.dep_ == "nsubj" and c.tag_ not in VAGUE for c in verb.children):
        return reader.links(verb.head)  # "the car that Magna builds"
    return None


def _of_which(reader: Phrases, verb: Token) -> list[Link]:
    """ "The A and the B, both of which are built in": every member of the list."""
    for _ in range(2):
        subject = subject_of(verb)
        if subject is not None:
            told = subject.lower_ in _EVERY and any(t.tag_ == "WDT" for t in subject.subtree)
            return reader.row_before(subject.idx) if told else []
        if verb.dep_ != "conj":
            return []
        verb = verb.head
    return []


def _just_named(reader: Phrases, verb: Token) -> list[Link]:
    """ "…, the X, first shown in May": a participle right behind a name and a comma speaks of it, whatever the parse says."""
    if verb.tag_ not in {"VBN", "VBD"} or verb.i < _FEWEST_BEFORE:
        return []
    opening = verb
    while opening.i > _FEWEST_BEFORE and opening.nbor(-1).lower_ in _SINCE_WHEN:
        opening = opening.nbor(-1)  # "until now"
    if opening.nbor(-1).text != ",":
        return []
    if any(c.dep_ in SUBJECT_DEPS | {"aux", "auxpass"} for c in verb.children) or verb.dep_ not in {"acl", "advcl"}:
        return []
    before = opening.nbor(-2)  # the name, or the noun behind it: "the E-GMP architecture, developed with"
    return next((links for t in (before, *before.lefts) if (links := reader.at(t))), [])


def _said_of_one(reader: Phrases, cue: Token) -> list[Link]:
    """ "The X is a Y built in Graz", "the X, a van based on the Y, and the Z": the X and nothing else."""
    noun = cue.head
    restricting = cue.dep_ == "relcl" and any(c.lower_ == "that" and c.i == noun.i + 1 for c in cue.children)
    if not (restricting or (cue.tag_ in {"VBN", "VBD"} and cue.dep_ == "acl")) or not is_any_one(noun):
        return []
    if noun.dep_ == "appos" and (last := _named_before_comma(reader, noun)):
        return last
    if noun.dep_ == "pobj" and noun.head.lower_ == "but":
        noun = noun.head.head  # "is nothing but a rebadged Y made in Graz"
    subject = subject_of(noun.head) if noun.dep_ == "attr" else None
    return reader.at(subject) if subject is not None else []


def _named_before_comma(reader: Phrases, noun: Token) -> list[Link]:
    """What the name right before an apposition stands for."""
    first = noun.left_edge
    return reader.at(first.nbor(-2)) if first.i >= _FEWEST_BEFORE and first.nbor(-1).text == "," else []


def _right_behind(reader: Phrases, cue: Token) -> list[Link]:
    """ "The van due from Luton in 2028", "in the X, due in 2027": an adjective right behind a noun speaks of it."""
    if cue.tag_ == "IN" and cue.dep_ == "prep" and is_verb(cue.head) and 1 < cue.i < cue.head.i:
        # "The X, on sale since May, has found": the parser hangs it on the verb.
        return reader.at(cue.nbor(-2)) if cue.nbor(-1).text == "," else []
    if cue.tag_ not in {"JJ", "VBN", "VBG"} or cue.dep_ not in {"amod", "acl", "acomp"} or cue.i == 0:
        return []
    noun = cue.nbor(-2) if cue.tag_ == "JJ" and cue.i > 1 and cue.nbor(-1).text == "," else cue.nbor(-1)
    return reader.at(noun) if noun.tag_.startswith("NN") else []

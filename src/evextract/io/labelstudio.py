"""Claims as tasks for Label Studio, already annotated, and the reviewed tasks as editors' decisions.

One task an article. Each claim is a region over its quote, labelled with its attribute; its subject and value stand in
the region's note. A reviewer deletes a region or marks it "wrong" where the article doesn't say so, and marks it "right"
where it is also what holds. Format: Label Studio's guide, "Import pre-annotated data". Offsets are UTF-16 units there.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

from evextract.domain.pack import DomainPack
from evextract.domain.wording import encodable, label_of, name_of, say, say_scope, stated, utf16_units
from evextract.errors import InputError
from evextract.records import Action, Article, Claim, Decision, Fact, Polarity, Resolution

MODEL_VERSION = "evextract"
RIGHT, WRONG = "right", "wrong"


def labelling_config(resolution: Resolution, pack: DomainPack) -> str:
    """The project's labelling interface, with a label for each attribute that occurs."""
    names = dict.fromkeys(label_of(claim.attribute, pack) for claim in resolution.claims)
    labels = "".join(f"    <Label value={quoteattr(encodable(name))}/>\n" for name in sorted(names))
    return f"""<View>
  <Header value="$title"/>
  <Labels name="claim" toName="text">
{labels}  </Labels>
  <Text name="text" value="$text" granularity="word"/>
  <TextArea name="says" toName="text" perRegion="true" editable="false" displayMode="region-list"/>
  <Choices name="review" toName="text" perRegion="true" choice="single">
    <Choice value="{RIGHT}"/>
    <Choice value="{WRONG}"/>
  </Choices>
</View>
"""


def tasks(resolution: Resolution, articles: Iterable[Article], pack: DomainPack) -> Iterator[dict[str, Any]]:
    """A task for each article that has claims, in the order of ``articles``."""
    claims: dict[str, list[Claim]] = {}
    for claim in resolution.claims:
        claims.setdefault(claim.source.article_id, []).append(claim)
    for article in articles:
        own = [c for c in claims.get(article.id, ()) if article.text[c.evidence.start : c.evidence.end]]
        if own:
            day = article.published.isoformat() if article.published else ""
            yield {
                "data": {
                    "text": encodable(article.text), "title": encodable(article.title or article.id),
                    "article_id": encodable(article.id), "outlet": encodable(article.outlet or ""), "published": day,
                    "url": encodable(article.url or ""), "claims": [claim.id for claim in own],
                },
                "predictions": [{
                    "model_version": MODEL_VERSION,
                    "result": [part for claim in own for part in _region(claim, article, pack)],
                }],
            }  # fmt: skip


def _region(claim: Claim, article: Article, pack: DomainPack) -> list[dict[str, Any]]:
    """The label and the note of one claim, which share its id and its place."""
    at = claim.evidence
    place = {
        "start": utf16_units(article.text[: at.start]), "end": utf16_units(article.text[: at.end]),
        "text": encodable(article.text[at.start : at.end]),
    }  # fmt: skip
    said = stated(say(claim.value, pack), denied=claim.polarity is Polarity.DENIED)
    words = (name_of(claim.subject, pack), say_scope(claim.scope, pack), said)
    shared = {"id": claim.id, "to_name": "text"}
    label = [encodable(label_of(claim.attribute, pack))]
    note = [encodable(" · ".join(filter(None, words)))]
    return [
        {**shared, "from_name": "claim", "type": "labels", "value": {**place, "labels": label}},
        {**shared, "from_name": "says", "type": "textarea", "value": {**place, "text": note}},
    ]


def read_reviews(path: Path, resolution: Resolution) -> Iterator[Decision]:
    """The decisions in a file that Label Studio exported as JSON, in its order.

    A claim whose region is gone or "wrong" is rejected; one that is "right" is accepted, or chosen where its fact had
    another answer. A region that was just kept says nothing: the article may say so and be mistaken. Of several
    annotations of a task the last one counts. Raises :class:`InputError` where the file is no such export.
    """
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as problem:
        raise InputError(f"{path}: can't be read as JSON ({problem}); export the project as JSON") from problem
    if not isinstance(found, list) or not all(isinstance(task, dict) for task in found):
        raise InputError(f"{path}: no list of tasks; export the project as JSON")
    bench = _Bench(resolution)
    for number, task in enumerate(found, start=1):
        try:
            yield from bench.decisions(task, number)
        except (KeyError, TypeError, ValueError, AttributeError) as problem:
            raise InputError(
                f"{path} task {number}: not of a project made by evextract ({problem!r}); export as JSON, not JSON-MIN"
            ) from problem


class _Bench:
    """The claims of a run with the facts that they bear on."""

    def __init__(self, resolution: Resolution) -> None:
        self.claims = {claim.id: claim for claim in resolution.claims}
        self.facts: dict[str, Fact] = {}
        self.seen: dict[str, tuple[str, ...]] = {}
        sides = {c.fact_id: [claim for side in c.sides for claim in side.claims] for c in resolution.conflicts}
        for fact in resolution.facts:
            own = tuple(dict.fromkeys((*fact.supported_by, *fact.set_aside, *sides.get(fact.id, ()))))
            for claim in own:
                self.facts.setdefault(claim, fact)
                self.seen.setdefault(claim, own)

    def decisions(self, task: Mapping[str, Any], number: int) -> Iterator[Decision]:
        done = [each for each in task.get("annotations", ()) if not each.get("was_cancelled")]
        if not done:
            return
        last = max(done, key=lambda each: _time(each))
        left = {part["id"] for part in last["result"] if part["from_name"] == "claim"}
        marks = {part["id"]: part["value"]["choices"][0] for part in last["result"] if part["from_name"] == "review"}
        for name in task["data"]["claims"]:
            mark = marks.get(name) if name in left else WRONG
            if name in self.claims and mark in (RIGHT, WRONG):
                yield self._decision(self.claims[name], mark, last, f"Label Studio, task {task.get('id', number)}")

    def _decision(self, claim: Claim, mark: str, review: Mapping[str, Any], note: str) -> Decision:
        fact = self.facts.get(claim.id)
        stands = fact is not None and claim.id in fact.supported_by
        action = Action.REJECT if mark == WRONG else Action.ACCEPT if stands else Action.CHOOSE
        return Decision(
            action=action, editor=_who(review.get("completed_by")), at=_time(review),
            fact_id=fact.id if fact is not None else "", claims=(claim.id,), seen=self.seen.get(claim.id, (claim.id,)),
            value=None if action is Action.REJECT else claim.value, note=note, subject=claim.subject,
            attribute=claim.attribute,
        )  # fmt: skip


def _time(annotation: Mapping[str, Any]) -> datetime:
    at = datetime.fromisoformat(annotation.get("updated_at") or annotation["created_at"])
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).replace(microsecond=0)


def _who(reviewer: object) -> str:
    """Label Studio gives a number, or a record with an address."""
    if isinstance(reviewer, Mapping):
        reviewer = reviewer.get("email") or reviewer.get("id")
    return f"Label Studio user {reviewer}" if isinstance(reviewer, int) else str(reviewer or "Label Studio")

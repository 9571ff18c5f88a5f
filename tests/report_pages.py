"""Report pages to look at: a plain one, and one whose every text is an attack."""

from __future__ import annotations

import dataclasses

from evextract.domain.pack import DomainPack
from evextract.records import Article, Change, ChangeKind, Changes, Rejected, Resolution, Scope, Text
from evextract.report.html import render_report
from evextract.report.view import build_view
from small_world import LEDGER

HOSTILE = "</script><script>alert(1)</script>\"'><img src=x onerror=alert(2)>&lt;{{7*7}}\u202egpj.exe\u0000\ud800<!--"

CHANGES = Changes(
    "2031-03-03",
    (
        Change(ChangeKind.NEW_FACT, "f2", "orbit-5", "screen", Scope(), None, None),
        Change(ChangeKind.CHANGED_FACT, "f3", "orbit-5", "launch", Scope(), "April 2031", "May 2031"),
        Change(ChangeKind.NEW_CONFLICT, "k2", "orbit-5", "screen", Scope(), None, None),
        Change(ChangeKind.RESOLVED_CONFLICT, "k1", "orbit-5", "price", Scope(market="DE"), None, "499 EUR"),
        Change(ChangeKind.RESOLVED_CONFLICT, "k9", "orbit-5", "price", Scope(market="US"), None, None),
    ),
)
"""Since yesterday: the price's conflict is settled, the screen's is new, the launch date was another."""


def plain_page(resolution: Resolution, pack: DomainPack, articles: dict[str, Article]) -> str:
    rejected = [Rejected("x.txt", "read", "empty")]
    return render_report(
        build_view(resolution, pack, articles, run={"name": "Morning"}, rejected=rejected, changes=CHANGES)
    )


def hostile_page(resolution: Resolution, pack: DomainPack) -> str:
    """A report whose every free text is an attack."""
    text = HOSTILE + " " + LEDGER.text
    shift = len(HOSTILE) + 1

    def poison(claim: object) -> object:
        evidence = claim.evidence  # type: ignore[attr-defined]
        return dataclasses.replace(  # type: ignore[type-var]
            claim,
            subject=HOSTILE, attribute=HOSTILE, value=Text(HOSTILE), attribution=HOSTILE,
            source=dataclasses.replace(
                claim.source, outlet=HOSTILE, title=HOSTILE, url="javascript:alert(3)", copy_of=HOSTILE  # type: ignore[attr-defined]
            ),
            evidence=dataclasses.replace(
                evidence, start=evidence.start + shift, end=evidence.end + shift, sentence=HOSTILE + evidence.sentence
            ),
        )  # fmt: skip

    claims = tuple(poison(claim) for claim in resolution.claims)
    facts = tuple(dataclasses.replace(f, subject=HOSTILE, attribute=HOSTILE, because=HOSTILE) for f in resolution.facts)
    conflicts = tuple(
        dataclasses.replace(c, subject=HOSTILE, attribute=HOSTILE, because=HOSTILE, findings=(), id=HOSTILE + c.id)
        for c in resolution.conflicts
    )
    articles = {name: Article(name, text, HOSTILE, HOSTILE, None, "data:text/html,x") for name in (HOSTILE, "ledger-1")}
    poisoned = Resolution(claims, facts, conflicts)  # type: ignore[arg-type]
    rejected = [Rejected(HOSTILE, HOSTILE, HOSTILE)]
    changes = Changes(
        HOSTILE, tuple(Change(kind, HOSTILE, HOSTILE, HOSTILE, Scope(), HOSTILE, HOSTILE) for kind in ChangeKind)
    )
    run = {"name": HOSTILE, "x": HOSTILE}
    return render_report(build_view(poisoned, pack, articles, run=run, rejected=rejected, changes=changes))

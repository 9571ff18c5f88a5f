"use strict";
// Everything here comes from articles: it is set as text (textContent, createTextNode), never as markup. The one
// exception are the further conflicts, which the server has written and escaped like all of the page.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const COLUMNS = ["id", "subject", "attribute", "scope", "value", "number", "stance", "status", "confidence",
    "voices", "outlets", "supports", "aside", "because", "conflict", "change", "was"];
  const PAGE = 60, PRINTED = 3000, SHOWN_OPTIONS = 8;
  const STATUS_STYLES = ["single", "agreed", "resolved", "review", "decided", "reopened"];
  const RANK_STYLES = ["kept", "aside", "earlier", "open"], RANK_GLYPHS = ["▲", "▽", "◁", "◇"];

  const facts = data.facts.map((row, place) => {
    const fact = { place };
    COLUMNS.forEach((name, index) => { fact[name] = row[index]; });
    fact.words = [data.subjects[fact.subject], data.attributes[fact.attribute], fact.scope, fact.value,
      data.statuses[fact.status], ...fact.outlets.map((o) => data.outlets[o])].join("\u0001").toLowerCase();
    return fact;
  });
  const byId = new Map(facts.map((fact) => [fact.id, fact]));

  /** An element with attributes and children; strings become text. */
  const make = (tag, attributes, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) if (value !== null && value !== false) element.setAttribute(name, value);
    element.append(...children.filter((child) => child !== null && child !== ""));
    return element;
  };
  const percent = (share) => (share > 0.99 ? ">99%" : `${Math.round(share * 100)}%`);
  const grouped = (number) => number.toLocaleString("en");

  // ---- Filtering ----
  const tally = document.getElementById("tally"), body = document.querySelector("#table tbody");
  const next = document.getElementById("next"), find = document.getElementById("find"), clear = document.getElementById("clear");
  const STANCES = ["asserted", "planned", "speculative", "denied"], CHANGES = ["as before", "new", "changed"];
  const facets = [
    ...(data.compared ? [{ title: "Since before", names: CHANGES, of: (fact) => [fact.change] }] : []),
    { title: "Status", names: data.statuses, of: (fact) => [fact.status] },
    { title: "Attribute", names: data.attributes, of: (fact) => [fact.attribute] },
    { title: "Subject", names: data.subjects, of: (fact) => [fact.subject] },
    { title: "Stance", names: STANCES, of: (fact) => [STANCES.indexOf(fact.stance)] },
    { title: "Outlet", names: data.outlets, of: (fact) => fact.outlets },
  ];
  const opened = new Set();
  let sorting = { by: "subject", down: false }, found = facts, shown = PAGE, target = null;

  const buildFacet = (facet) => {
    facet.chosen = new Set();
    facet.all = false;
    const totals = new Array(facet.names.length).fill(0);
    for (const fact of facts) for (const option of facet.of(fact)) totals[option] += 1;
    const order = facet.names.map((_, index) => index).filter((index) => totals[index])
      .sort((a, b) => totals[b] - totals[a] || (facet.names[a] < facet.names[b] ? -1 : 1));
    const heading = `facet-${facet.title.toLowerCase().replace(/ /g, "-")}`;
    const field = make("div", { class: "facet", role: "group", "aria-labelledby": heading }, make("h3", { id: heading }, facet.title));
    facet.order = order;
    facet.elements = new Map();
    facet.list = make("div", {});
    facet.toggle = make("button", { type: "button" });
    facet.toggle.addEventListener("click", () => { facet.all = !facet.all; showOptions(facet); });
    field.append(facet.list, facet.toggle);
    document.getElementById("facets").append(field);
  };
  const optionOf = (facet, option) => {
    if (!facet.elements.has(option)) {
      const box = make("input", { type: "checkbox" }), count = make("span", { class: "n" });
      box.addEventListener("change", () => {
        if (box.checked) facet.chosen.add(option); else facet.chosen.delete(option);
        refresh();
      });
      facet.elements.set(option, { box, count, label: make("label", { class: "option" }, box, make("bdi", {}, facet.names[option]), count) });
    }
    return facet.elements.get(option);
  };
  const showOptions = (facet) => {
    const left = facet.order.filter((option) => facet.counts[option] > 0 || facet.chosen.has(option));
    const wanted = facet.all ? left : left.filter((option, index) => index < SHOWN_OPTIONS || facet.chosen.has(option));
    const focused = document.activeElement;
    facet.list.replaceChildren(...wanted.map((option) => {
      const { box, count, label } = optionOf(facet, option);
      box.checked = facet.chosen.has(option);
      count.textContent = grouped(facet.counts[option]);
      return label;
    }));
    if (facet.list.contains(focused)) focused.focus({ preventScroll: true });
    facet.toggle.hidden = left.length <= SHOWN_OPTIONS;
    facet.toggle.textContent = facet.all ? "fewer" : `all ${grouped(left.length)}`;
  };

  const select = () => {
    const wanted = find.value.toLowerCase().split(/\s+/).filter(Boolean);
    const counts = facets.map((facet) => new Array(facet.names.length).fill(0));
    const kept = [];
    for (const fact of facts) {
      if (!wanted.every((word) => fact.words.includes(word))) continue;
      let misses = 0, missed = -1;
      for (let index = 0; index < facets.length && misses < 2; index += 1) {
        const { chosen, of } = facets[index];
        if (chosen.size && !of(fact).some((option) => chosen.has(option))) { misses += 1; missed = index; }
      }
      // A facet counts what its own choice would leave if it were another, as OpenRefine does.
      if (misses === 0) kept.push(fact);
      if (misses < 2) {
        facets.forEach((facet, index) => {
          if (misses === 0 || missed === index) for (const option of facet.of(fact)) counts[index][option] += 1;
        });
      }
    }
    facets.forEach((facet, index) => {
      facet.counts = counts[index];
      showOptions(facet);
    });
    clear.hidden = !wanted.length && !facets.some((facet) => facet.chosen.size);
    return kept;
  };

  const named = (list) => (fact) => list[fact];
  const KEYS = {
    subject: (f) => data.subjects[f.subject].toLowerCase(),
    attribute: (f) => data.attributes[f.attribute].toLowerCase(),
    scope: (f) => f.scope.toLowerCase(),
    value: (f) => f.number,
    status: (f) => f.status, confidence: (f) => f.confidence, voices: (f) => f.voices,
    outlets: (f) => f.outlets.map(named(data.outlets)).join().toLowerCase(),
  };
  const compare = (a, b) => (a === b ? 0 : a === null ? 1 : b === null ? -1 : a < b ? -1 : 1);
  const order = (list) => {
    if (sorting.by === "subject" && !sorting.down) return list;
    const key = KEYS[sorting.by], sign = sorting.down ? -1 : 1;
    const text = (f) => (sorting.by === "value" ? f.value.toLowerCase() : "");
    return list.map((fact) => [key(fact), text(fact), fact])
      .sort((a, b) => {
        // What has no number stands last in both directions.
        if ((a[0] === null) !== (b[0] === null)) return a[0] === null ? 1 : -1;
        return sign * (compare(a[0], b[0]) || compare(a[1], b[1])) || a[2].place - b[2].place;
      })
      .map((entry) => entry[2]);
  };

  // ---- Rows ----
  const texts = new Map();
  const textOf = (source) => {
    if (!texts.has(source)) texts.set(source, data.articles[source].segments.map((part) => (typeof part === "string" ? part : part[0])).join(""));
    return texts.get(source);
  };
  const quoteOf = (number) => {
    const [source, begin, first, last, end, , attribution] = data.quotes[number];
    const text = begin < 0 ? data.sentences[-1 - begin] : textOf(source);
    const before = text.slice(Math.max(begin, 0), first), focus = text.slice(first, last), after = text.slice(last, end);
    const [id, title, outlet, published, url, copy] = data.sources[source];
    const caption = make("figcaption", {}, make("span", {}, make("bdi", { class: "outlet" }, outlet), published ? `, ${published}` : ""));
    if (attribution) caption.append(make("span", { class: "via" }, "citing ", make("bdi", {}, attribution)));
    if (copy) caption.append(make("span", { class: "via" }, "copy of ", make("bdi", {}, copy)));
    const ways = make("span", { class: "ways" });
    if (source < data.articles.length) ways.append(make("a", { href: `#a${source}`, title: id }, "in its text"));
    if (url) ways.append(make("a", { href: url, rel: "noopener noreferrer nofollow", title }, "article ↗"));
    caption.append(ways);
    return make("figure", { class: "quote" }, make("blockquote", {}, before, make("mark", {}, focus), after), caption);
  };
  const detailOf = (fact) => {
    const pair = make("div", { class: "pair" });
    const group = (title, style, numbers) => {
      if (!numbers.length) return;
      pair.append(make("section", { class: style }, make("h4", {}, title), ...numbers.map((number) => {
        const quote = quoteOf(number);
        if (style !== "kept") quote.prepend(make("b", {}, data.quotes[number][5]));
        return quote;
      })));
    };
    group("Said by", "kept", fact.supports);
    group(fact.status === 3 ? "Answers" : "Set aside", fact.status === 3 ? "open" : "aside", fact.aside);
    const cell = make("td", { colspan: 8 });
    if (CHANGES[fact.change] === "changed") cell.append(make("p", {}, "Before: ", make("b", {}, fact.was === null ? "open" : fact.was)));
    if (fact.because) cell.append(make("p", {}, fact.because));
    cell.append(pair);
    const last = make("p", { class: "order" }, "Fact ", make("code", {}, fact.id));
    if (fact.conflict) last.append(" · ", make("a", { href: `#k${fact.conflict}` }, "its conflict"));
    cell.append(last);
    return make("tr", { class: "detail" }, cell);
  };
  const outletsOf = (fact) => {
    const all = fact.outlets.map(named(data.outlets));
    const cell = make("td", { title: all.length > 2 ? all.join(", ") : null }, make("bdi", {}, all.slice(0, 2).join(", ")));
    if (all.length > 2) cell.append(make("span", { class: "stance" }, ` and ${all.length - 2} more`));
    return cell;
  };
  const rowOf = (fact, before) => {
    const isOpen = opened.has(fact.id);
    const toggle = make("button", { type: "button", class: "open-row", "aria-expanded": String(isOpen) },
      make("bdi", {}, data.subjects[fact.subject]));
    const value = make("td", {}, make("bdi", { class: "value" }, fact.value));
    if (fact.stance !== "asserted") value.append(" ", make("span", { class: "stance" }, fact.stance));
    if (fact.change) value.append(" ", make("span", { class: "change" }, CHANGES[fact.change]));
    const again = before && before.subject === fact.subject;
    const row = make("tr", { class: fact.id === target ? "target" : null },
      make("th", { scope: "row", class: again ? "again" : null }, toggle),
      make("td", {}, data.attributes[fact.attribute]),
      make("td", {}, make("bdi", {}, fact.scope)),
      value,
      make("td", { class: `s-${STATUS_STYLES[fact.status]}` }, data.statuses[fact.status]),
      make("td", { class: "num" }, fact.confidence === null ? "" : percent(fact.confidence)),
      make("td", { class: "num" }, fact.voices ? String(fact.voices) : ""),
      outletsOf(fact));
    toggle.addEventListener("click", () => {
      if (opened.delete(fact.id)) {
        row.nextElementSibling.remove();
      } else {
        opened.add(fact.id);
        row.after(detailOf(fact));
      }
      toggle.setAttribute("aria-expanded", String(opened.has(fact.id)));
    });
    return isOpen ? [row, detailOf(fact)] : [row];
  };
  const paint = (from = 0) => {
    const rows = [];
    for (let index = from; index < Math.min(shown, found.length); index += 1) rows.push(...rowOf(found[index], found[index - 1]));
    if (from) body.append(...rows); else body.replaceChildren(...rows);
    const visible = Math.min(shown, found.length);
    tally.textContent = found.length === facts.length
      ? `${grouped(facts.length)} facts, the first ${grouped(visible)} shown`
      : `${grouped(found.length)} of ${grouped(facts.length)} facts, the first ${grouped(visible)} shown`;
    if (visible === found.length) tally.textContent = tally.textContent.replace(/, the first.*/, "");
    next.hidden = visible === found.length;
    next.textContent = `Show ${grouped(Math.min(PAGE * 5, found.length - visible))} more`;
  };
  const refresh = () => { shown = PAGE; found = order(select()); paint(); };

  facets.forEach(buildFacet);
  let waiting = 0;
  find.addEventListener("input", () => { cancelAnimationFrame(waiting); waiting = requestAnimationFrame(refresh); });
  document.getElementById("facets").addEventListener("submit", (event) => event.preventDefault());
  document.getElementById("facets").addEventListener("reset", () => {
    for (const facet of facets) facet.chosen.clear();
    find.value = "";
    requestAnimationFrame(() => { refresh(); find.focus(); });
  });
  next.addEventListener("click", () => { const from = shown; shown += PAGE * 5; paint(from); });
  for (const button of document.querySelectorAll("#table [data-sort]")) {
    button.addEventListener("click", () => {
      const by = button.dataset.sort;
      const firstDown = by === "confidence" || by === "voices";
      sorting = { by, down: sorting.by === by ? !sorting.down : firstDown };
      for (const head of document.querySelectorAll("#table thead th")) head.removeAttribute("aria-sort");
      button.parentElement.setAttribute("aria-sort", sorting.down ? "descending" : "ascending");
      refresh();
    });
  }

  // ---- Conflicts ----
  // Those beyond the first stand unparsed, so that a page with a thousand of them still opens at once.
  const moreConflicts = document.getElementById("more-conflicts");
  const findConflict = document.getElementById("find-conflict");
  const pick = () => {
    const chosen = document.querySelector("#pick input:checked");
    if (!chosen) return;
    const wanted = findConflict.value.toLowerCase().split(/\s+/).filter(Boolean);
    const entries = document.querySelectorAll(".index li");
    for (const card of document.querySelectorAll(".conflict")) {
      const words = wanted.length ? card.textContent.toLowerCase() : "";
      card.hidden = (chosen.value !== "" && !card.classList.contains(chosen.value)) || !wanted.every((word) => words.includes(word));
      entries[Number(card.id.slice(1)) - 1].hidden = card.hidden;
    }
  };
  const unfold = () => {
    const folded = document.querySelector("script.conflicts");
    if (!folded) return false;
    folded.replaceWith(document.createRange().createContextualFragment(folded.textContent));
    moreConflicts.hidden = !document.querySelector("script.conflicts");
    return true;
  };
  if (moreConflicts) {
    moreConflicts.hidden = false;
    moreConflicts.addEventListener("click", () => { unfold(); pick(); });
  }
  for (const radio of document.querySelectorAll("#pick input")) {
    radio.addEventListener("change", () => { while (unfold()); pick(); });
  }
  if (findConflict) findConflict.addEventListener("input", () => { while (unfold()); pick(); });

  // ---- Articles ----
  const read = (details) => {
    const reading = details.querySelector(".reading");
    if (reading.childElementCount) return;
    const number = Number(details.id.slice(1)), { notes, segments } = data.articles[number];
    const text = make("div", { class: "text" });
    const used = new Set();
    for (const segment of segments) {
      if (typeof segment === "string") { text.append(segment); continue; }
      const [words, claims, focus, ends] = segment;
      const ranks = claims.map((claim) => notes[claim][4]);
      const style = ranks.includes(3) ? "open" : ranks.includes(1) ? "aside" : "kept";
      const part = make("span", { class: `said ${style}` }, focus ? make("mark", {}, words) : words);
      text.append(part);
      for (const note of ends) {
        used.add(note);
        text.append(make("sup", { id: `a${number}t${note + 1}` }, make("a", { href: `#a${number}n${note + 1}` }, String(note + 1))));
      }
    }
    if (!segments.length) text.append("The text of this article is not part of the report.");
    const list = make("ol", { "aria-label": "What was taken from the article" }, ...notes.map((note, index) => {
      const [subject, attribute, value, fact, rank] = note;
      const item = make("li", { id: `a${number}n${index + 1}` });
      if (rank !== null) item.append(make("span", { class: RANK_STYLES[rank] }, make("span", { class: "glyph", title: data.ranks[rank] }, RANK_GLYPHS[rank])), " ");
      item.append(make("bdi", {}, subject), make("span", { class: "where" }, ` ${attribute} `), make("b", {}, make("bdi", {}, value)));
      if (used.has(index)) item.append(" ", make("a", { href: `#a${number}t${index + 1}`, "aria-label": `note ${index + 1} in the text` }, "↑"));
      if (fact !== null) item.append(" ", make("a", { href: `#fact=${encodeURIComponent(facts[fact].id)}` }, "fact"));
      return item;
    }));
    reading.append(text, list);
  };
  for (const details of document.querySelectorAll("details.article")) {
    details.addEventListener("toggle", () => { if (details.open) read(details); });
  }

  // ---- Links within the page ----
  const follow = () => {
    const hash = location.hash.slice(1);
    if (hash.startsWith("fact=")) {
      const fact = byId.get(decodeURIComponent(hash.slice(5)));
      if (!fact) return;
      for (const facet of facets) facet.chosen.clear();
      find.value = "";
      target = fact.id;
      opened.add(fact.id);
      found = order(select());
      shown = Math.max(PAGE, Math.ceil((found.indexOf(fact) + 20) / PAGE) * PAGE);
      paint();
      const row = body.querySelector("tr.target");
      row.scrollIntoView({ block: "center" });
      row.querySelector("button").focus({ preventScroll: true });
    } else if (hash === "facts=new" || hash === "facts=changed") {
      for (const facet of facets) facet.chosen.clear();
      facets[0].chosen.add(CHANGES.indexOf(hash.slice(6)));
      find.value = "";
      refresh();
      document.getElementById("facts").scrollIntoView();
    } else if (/^k\d+$/.test(hash)) {
      if (document.getElementById(hash)) return;
      while (!document.getElementById(hash) && unfold());
      pick();
      const place = document.getElementById(hash);
      if (place) place.scrollIntoView();
    } else if (/^a\d+/.test(hash)) {
      const details = document.getElementById(hash.match(/^a\d+/)[0]);
      if (!details) return;
      read(details);
      details.open = true;
      const place = document.getElementById(hash);
      if (place) place.scrollIntoView({ block: hash === details.id ? "start" : "center" });
    }
  };
  window.addEventListener("hashchange", follow);
  window.addEventListener("beforeprint", () => { while (unfold()); pick(); shown = Math.min(found.length, PRINTED); paint(); });
  window.addEventListener("afterprint", () => { shown = PAGE; paint(); });

  refresh();
  follow();
})();

"use strict";
/* The page of a tie-out report. All words come ready from the data island; this script places them with
   textContent only, so nothing a document says can become markup. The list keeps only the rows in sight. */
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const ROW = 86;  // px; the same as .row in the stylesheet
  const MOST_PRINTED = 2000;
  const PAGE = 200;  // rows of the tied-out table that are added at a time
  const GLYPH = { conflict: "≠", arithmetic: "Σ", disputed: "⇄", update: "→", compatible: "≈", agreement: "=" };
  const NAME = {
    conflict: "Conflict", arithmetic: "Sum", disputed: "Disputed", update: "Update",
    compatible: "Compatible", agreement: "Agreement",
  };
  const PAIR = {
    version: "two versions of one document", reprint: "one reprints the other",
    independent: "separate documents", "same-document": "in one document",
  };
  const REASON = {
    period: "of different periods", scope: "of different parts or places", role: "a total against a change or share",
    modality: "a fact against a plan, offer or condition", dimension: "different dimensions",
    currency: "different currencies", subject: "about different subjects",
  };
  const AS_OF = { stated: "stated there", inherited: "carried over from nearby", document: "date of the document" };
  const VIEWS = { findings: "f", overview: "o", agreed: "t", coverage: "c" };
  const TOKENS = {
    verdict: (one, word) => one.kind.startsWith(word), sev: (one, word) => one.severity.startsWith(word),
    rule: (one, word) => (one.rule || "").toLowerCase().startsWith(word),
    doc: (one, word) => one.evidence.some((source) => source.file.toLowerCase().includes(word)),
    subject: (one, word) => (one.subject || "").toLowerCase().includes(word),
    attr: (one, word) => (one.attribute || "").toLowerCase().includes(word),
  };
  TOKENS.kind = TOKENS.verdict; TOKENS.severity = TOKENS.sev; TOKENS.entity = TOKENS.subject;

  const $ = (id) => document.getElementById(id);
  const quiet = new Set(data.quiet);
  data.findings.forEach((one, number) => { 
    one.number = number;
    one.evidence ||= [];
    one.cards ||= [];
    for (const source of one.evidence) {  // what repeats is sent once
      source.file ??= data.documents[source.document].file;
      source.at = source.file + source.at;
    }
  });
  const byId = new Map(data.findings.map((one) => [one.id, one]));

  // --- building elements -----------------------------------------------------------------------------------

  function el(tag, given, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(given || {})) {
      if (name === "on") for (const [event, run] of Object.entries(value)) node.addEventListener(event, run);
      else if (value !== undefined && value !== false && value !== "") node.setAttribute(name, value === true ? "" : value);
    }
    node.append(...children.flat().filter((child) => child || child === 0));
    return node;
  }
  function svg(tag, given, ...children) {
    const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(given || {})) node.setAttribute(name, value);
    node.append(...children);
    return node;
  }
  const count = (number, one, many) => `${number.toLocaleString("en")} ${number === 1 ? one : many || one + "s"}`;
  const option = (value, words) => Object.assign(el("option", {}, words), { value });
  const glyph = (kind) => el("span", { class: "glyph", "aria-hidden": "true" }, GLYPH[kind] || "·");
  const sourceName = (source) => (data.documents[source.document] || { name: source.file }).name;
  const unread = data.documents.filter((one) => one.status !== "ok" && !one.ours);
  function tell(words) { $("position").textContent = words; }

  // --- state, kept in the address so that a link shows the same ---------------------------------------------

  const state = { view: "findings", q: "", kinds: new Set(), sev: "", docs: [], id: "" };
  let shown = [];
  let keysOn = recall("tieout-keys") !== "off";
  let stops = [];  // words of the filter that are no known token

  function readAddress() {
    const given = new URLSearchParams(location.hash.slice(1));
    state.view = given.get("view") in VIEWS ? given.get("view") : "findings";
    state.q = given.get("q") || "";
    state.kinds = new Set((given.get("verdict") || "").split(",").filter((kind) => data.kinds.includes(kind)));
    state.sev = data.severities.includes(given.get("sev")) ? given.get("sev") : "";
    state.docs = given.getAll("doc").filter((file) => data.documents.some((one) => one.file === file));
    state.id = given.get("id") || "";
  }
  function address(changes) {
    const next = { ...state, ...changes };
    const words = new URLSearchParams();
    if (next.view !== "findings") words.set("view", next.view);
    if (next.q) words.set("q", next.q);
    if (next.kinds.size) words.set("verdict", data.kinds.filter((kind) => next.kinds.has(kind)).join(","));
    if (next.sev) words.set("sev", next.sev);
    next.docs.forEach((file) => words.append("doc", file));
    if (next.id) words.set("id", next.id);
    return "#" + words;
  }
  function keepAddress() { history.replaceState(null, "", address({})); }
  function recall(key) { try { return localStorage.getItem(key); } catch { return null; } }
  function remember(key, value) { try { localStorage.setItem(key, value); } catch { /* a page from disk may not store */ } }

  // --- filter ------------------------------------------------------------------------------------------------

  function wordsOf(one) {
    one.words ||= [one.id, one.message, one.subject, one.attribute, one.rule, NAME[one.kind],
      ...one.evidence.flatMap((source) => [source.file, source.value, source.speaker]), ...one.cards.map((card) => card.text.join(""))].join("\n").toLowerCase();
    return one.words;
  }
  function parseQuery(text) {
    const tests = [];
    stops = [];
    for (const match of text.toLowerCase().matchAll(/(?:([a-z]+):)?(?:"([^"]*)"?|(\S+))/g)) {
      const [whole, token] = match;
      const word = match[2] ?? match[3];
      if (token && TOKENS[token]) tests.push((one) => TOKENS[token](one, word));
      else {
        if (token) stops.push(token + ":");
        const plain = whole.replaceAll('"', "");
        tests.push((one) => wordsOf(one).includes(plain));
      }
    }
    return tests;
  }
  function testsOf(given) {
    const kinds = given.kinds.size ? given.kinds : null;
    const tests = { words: parseQuery(given.q) };
    const asked = given.q.match(/\b(?:verdict|kind):/i);
    if (kinds) tests.verdict = [(one) => kinds.has(one.kind)];
    else if (!asked && !byIdIsQuiet(given)) tests.verdict = [(one) => !quiet.has(one.kind)];
    if (given.sev) tests.severity = [(one) => one.severity === given.sev];
    if (given.docs.length) tests.document = [(one) => given.docs.every((file) => one.evidence.some((source) => source.file === file))];
    return tests;
  }
  const byIdIsQuiet = (given) => Boolean(given.id && byId.has(given.id) && quiet.has(byId.get(given.id).kind));
  function select(tests) {
    const all = Object.values(tests).flat();
    return data.findings.filter((one) => all.every((test) => test(one)));
  }
  function refresh() {
    const tests = testsOf(state);
    shown = select(tests);
    const current = shown.find((one) => one.id === state.id);
    if (!current) state.id = "";
    drawFilter(tests);
    drawList();
    drawDetail(current || (isNarrow() ? null : shown[0]));
    keepAddress();
  }
  function change(changes) { Object.assign(state, changes); refresh(); $("list").scrollTop = 0; drawRows(); }

  function drawFilter(tests) {
    if ($("query").value !== state.q) $("query").value = state.q;
    $("severity").value = state.sev;
    $("document").value = state.docs[0] || "";
    for (const chip of $("kinds").children) {
      const active = state.kinds.size ? state.kinds.has(chip.dataset.kind) : !quiet.has(chip.dataset.kind) && tests.verdict;
      chip.setAttribute("aria-pressed", String(Boolean(active)));
    }
    $("clear").hidden = !isNarrowed();
    const hints = stops.map((word) => `“${word}” is no known filter; searched as text.`);
    if (state.docs.length > 1) hints.push(`Between ${state.docs.join(" and ")}.`);
    $("hint").hidden = !hints.length;
    $("hint").textContent = hints.join(" ");
  }
  function setUpFilter() {
    const counts = {};
    data.findings.forEach((one) => { counts[one.kind] = (counts[one.kind] || 0) + 1; });
    for (const kind of data.kinds.filter((name) => counts[name])) {
      $("kinds").append(el("button", { type: "button", class: `chip k-${kind}`, "data-kind": kind, on: { click: () => toggleKind(kind) } },
        el("span", { "aria-hidden": "true" }, GLYPH[kind]), `${NAME[kind]} ${counts[kind].toLocaleString("en")}`));
    }
    $("severity").append(option("", "Any severity"), ...data.severities.map((name) => option(name, name)));
    const used = new Set(data.findings.flatMap((one) => one.evidence.map((source) => source.document)));
    const files = data.documents.filter((_, number) => used.has(number));
    $("document").append(option("", "Any document"), ...files.map((one) => option(one.file, one.file)));
    $("filter").addEventListener("submit", (event) => event.preventDefault());
    $("query").addEventListener("input", (event) => change({ q: event.target.value }));
    $("severity").addEventListener("change", (event) => change({ sev: event.target.value }));
    $("document").addEventListener("change", (event) => change({ docs: event.target.value ? [event.target.value] : [] }));
    $("clear").addEventListener("click", () => change({ q: "", kinds: new Set(), sev: "", docs: [] }));
  }
  function toggleKind(kind) {
    const kinds = new Set(state.kinds);  // none chosen shows all that needs a look; the first click narrows to one
    if (!kinds.delete(kind)) kinds.add(kind);
    change({ kinds });
  }

  // --- list --------------------------------------------------------------------------------------------------

  function drawList() {
    $("rows").replaceChildren();
    $("rows").style.height = shown.length ? `${shown.length * ROW}px` : "auto";
    if (!shown.length) $("rows").append(emptyList());
    drawRows();
  }
  function drawRows() {
    if (!shown.length) return;
    const list = $("list");
    const first = Math.max(0, Math.floor(list.scrollTop / ROW) - 5);
    const last = Math.min(shown.length, Math.ceil((list.scrollTop + list.clientHeight) / ROW) + 5);
    const rows = shown.slice(first, last).map((one, number) => listRow(one, first + number));
    $("rows").replaceChildren(...rows);
    const active = rows.find((row) => row.getAttribute("aria-selected") === "true");
    if (active) list.setAttribute("aria-activedescendant", active.id); else list.removeAttribute("aria-activedescendant");
  }
  function listRow(one, place) {
    const files = new Set(one.evidence.map((source) => source.file)).size;
    const row = el("div", {
      class: `row k-${one.kind}`, role: "option", id: `row-${one.number}`, "aria-setsize": shown.length,
      "aria-posinset": place + 1, "aria-selected": String(one.id === openId()), on: { click: () => open(one) },
    }, glyph(one.kind), el("div", {},
      el("div", { class: "about" }, aboutOf(one)),
      el("div", { class: "values", title: one.message }, valuesOf(one)),
      el("div", { class: "meta" }, el("b", {}, NAME[one.kind]), ` · ${one.severity} · ${one.sure || 0}% sure · ${count(files, "document")}`)));
    row.style.top = `${place * ROW}px`;
    return row;
  }
  const aboutOf = (one) => [one.subject, one.attribute].filter(Boolean).join(", ") || one.message || one.id;
  function valuesOf(one) {
    if (one.kind === "arithmetic" && !one.sum) return one.message;
    if (one.sum) return `${one.sum.sum} ≠ ${one.evidence[one.sum.totals[0]].value}`;
    const signs = { conflict: " ≠ ", update: " → ", agreement: " = ", compatible: " ≈ ", disputed: " ⇄ ", arithmetic: ", " };
    const steps = one.timeline || one.groups || [];
    const values = [...new Set(steps.map((step) => step.value))];
    const speakers = [...new Set(one.evidence.map((source) => source.speaker).filter(Boolean))];
    if (one.kind === "disputed" && values.length < 2 && speakers.length > 1) return `${values.join("")}: ${speakers.join(signs.disputed)}`;
    return values.join(signs[one.kind] || ", ") || one.message;
  }
  const isNarrowed = () => Boolean(state.q || state.kinds.size || state.sev || state.docs.length);
  function calm() {  // nothing that contradicts is no proof of agreement: say what was compared
    const agreed = data.findings.filter((one) => quiet.has(one.kind)).length;
    const rows = [...data.coverage.read, ...data.coverage.not_comparable.map(([name, number]) => [`looked alike, but ${REASON[name] || name}`, number])];
    return el("div", { class: "calm empty" },
      el("p", {}, agreed ? `No two figures contradict; ${count(agreed, "figure")} ${agreed === 1 ? "was" : "were"} confirmed in a second place.` : "No figure of one place was found again in another, so nothing is confirmed and nothing contradicts."),
      el("table", {}, el("tbody", {}, rows.map(([words, number]) => el("tr", {}, el("th", { scope: "row" }, words), el("td", {}, number.toLocaleString("en")))))),
      el("p", {}, el("a", { href: "#view=agreed" }, "What was tied out"), " · ", el("a", { href: "#view=coverage" }, "What was read")));
  }
  function emptyList() {
    const box = el("div", { class: "empty" });
    const tests = testsOf(state);
    if (!isNarrowed()) return isNarrow() ? calm() : el("div", { class: "empty" }, el("p", {}, "Nothing needs a look."));
    box.append(el("p", {}, "No finding matches."));
    const undo = { words: { q: "" }, verdict: { kinds: new Set() }, severity: { sev: "" }, document: { docs: [] } };
    for (const name of Object.keys(tests)) {
      const without = select({ ...tests, [name]: [] }).length;
      const changes = name === "verdict" && !state.kinds.size ? { kinds: new Set(data.quiet) } : undo[name];
      if (without && tests[name].length) {
        box.append(el("button", { type: "button", class: "plain", on: { click: () => change(changes) } }, `${count(without, "finding")} without the ${name} filter`));
      }
    }
    return box;
  }

  // --- one finding -------------------------------------------------------------------------------------------

  let openNumber = -1;
  let card = -1;
  const openId = () => (openNumber >= 0 ? data.findings[openNumber].id : "");
  const isNarrow = () => matchMedia("(max-width: 860px)").matches;

  function open(one, keepFocus) {
    state.id = one.id;
    drawDetail(one);
    keepAddress();
    document.body.classList.add("reading");
    if (isNarrow() && !keepFocus) $("detail").focus();
  }
  function close() { document.body.classList.remove("reading"); $("list").focus(); }

  function drawDetail(one) {
    openNumber = one ? one.number : -1;
    card = -1;
    const place = shown.indexOf(one);
    tell(shown.length ? `${place >= 0 ? `${(place + 1).toLocaleString("en")} of ` : ""}${count(shown.length, "finding")}` : "No findings");
    $("detail").replaceChildren(...(one ? detailOf(one, place) : isNarrowed() || isNarrow() ? [] : [calm()]));
    $("detail").className = `detail k-${one ? one.kind : "none"}`;
    $("detail").scrollTop = 0;
    drawRows();
  }
  function detailOf(one, place) {
    const move = el("div", { class: "move" },
      el("button", { type: "button", title: "Previous (k)", "aria-label": "Previous finding", disabled: place <= 0, on: { click: () => step(-1) } }, "↑"),
      el("button", { type: "button", title: "Next (j)", "aria-label": "Next finding", disabled: place >= shown.length - 1, on: { click: () => step(1) } }, "↓"));
    return [
      el("button", { type: "button", class: "back", on: { click: close } }, "← All findings"), move,
      el("p", { class: "label" }, el("span", { class: "kind" }, glyph(one.kind), NAME[one.kind]), el("span", {}, one.severity),
        one.cause && el("span", {}, one.cause), one.period && el("span", {}, one.period), el("span", {}, `${one.sure || 0}% sure`)),
      el("h2", {}, one.message || aboutOf(one)),
      picture(one),
      el("h3", {}, `${count(one.evidence.length, "figure")} in context${one.voices ? `, ${count(one.voices, "independent voice")}` : ""}`),
      el("div", { class: "cards" }, cardOrder(one).map((card) => cardOf(one, card))),
      ...reasons(one),
      el("p", { class: "fine" }, one.rule && el("span", {}, `Rule ${one.rule}`), el("span", {}, `Finding ${one.id}`),
        el("button", { type: "button", class: "plain", on: { click: copyLink } }, "Copy a link to it")),
    ];
  }
  function picture(one) {
    if (one.timeline) return timelineOf(one);
    if (one.kind === "arithmetic" && !one.sum) return one.message;
    if (one.sum) return sumOf(one);
    return chartOf(one);
  }
  function who(one, numbers) {
    const seen = new Map();
    for (const number of numbers) {
      const source = one.evidence[number];
      const words = source.speaker ? `${source.speaker}, in ${sourceName(source)}` : sourceName(source);
      if (!seen.has(words)) seen.set(words, number);
    }
    const all = [...seen].map(([words, number]) => el("div", {}, el("button", { type: "button", class: "plain", on: { click: () => goToFigure(number) } }, words)));
    return all.length > 6 ? [...all.slice(0, 5), el("div", {}, `and ${all.length - 5} more`)] : all;
  }
  function chartOf(one) {
    const hasScale = Boolean(one.axis) && (one.groups || []).some((group) => group.bar);
    const rows = (one.groups || []).map((group) => el("div", { class: "vrow" },
      el("div", { class: "value" }, group.value, group.side && el("span", {}, " ", el("span", { class: "tag" }, group.side)),
        group.interval && group.interval !== group.value && el("small", {}, `read as ${group.interval}`)),
      hasScale && (group.bar ? barOf(group.bar, one.axis, `${group.value}: ${group.interval || ""}`) : el("span")),
      el("div", { class: "who" }, who(one, group.mentions))));
    if (hasScale) rows.push(el("div", { class: "vrow axis", "aria-hidden": "true" }, el("span", {}, `${one.axis.unit}${one.axis.log ? ", logarithmic" : ""}`), axisOf(one.axis), el("span")));
    return el("div", { class: hasScale ? "values-chart" : "values-chart no-scale" }, rows);
  }
  function barOf([start, end, middle], axis, words) {
    const isPoint = end - start < 4;  // too narrow to be seen as a stretch
    const lines = axis.ticks.map(([at]) => svg("line", { class: "rail", x1: `${at}%`, x2: `${at}%`, y1: 0, y2: 28 }));
    return svg("svg", { role: "img", "aria-label": words }, ...lines,
      ...(isPoint ? [] : [svg("rect", { class: "bar", x: `${start}%`, y: 8, width: `${end - start}%`, height: 12, rx: 2 })]),
      svg("circle", { class: "dot", cx: `${middle}%`, cy: 14, r: isPoint ? 5 : 4 }));
  }
  function axisOf(axis) {
    const marks = axis.ticks.flatMap(([at, words]) => {
      const label = svg("text", { x: `${at}%`, y: 17 });
      label.textContent = words;
      return [svg("line", { class: "tick", x1: `${at}%`, x2: `${at}%`, y1: 0, y2: 4 }), label];
    });
    return svg("svg", {}, ...marks);
  }
  function timelineOf(one) {
    const steps = one.timeline.map((moment) => el("li", { class: moment.current ? "current" : "" },
      el("time", {}, moment.date || "no date"),
      el("div", {}, el("span", { class: "value" }, moment.value),
        el("span", { class: moment.current ? "tag" : "tag quiet" }, moment.current ? "current" : "superseded"),
        el("div", { class: "who" }, who(one, moment.mentions)))));
    const now = one.current && !one.timeline.some((moment) => moment.current) ? el("p", { class: "note" }, `Current value: ${one.current}`) : null;
    return el("div", {}, el("ol", { class: "time" }, steps), now);
  }
  function sumOf(one) {
    const line = (number, name) => el("tr", {}, el("th", { scope: "row" }, name || one.evidence[number].where || sourceName(one.evidence[number])),
      el("td", { class: "n" }, one.evidence[number].value), el("td", { class: "who" }, who(one, [number])));
    const made = (name, words, note, kind) => el("tr", { class: kind }, el("th", { scope: "row" }, name), el("td", { class: "n" }, words), el("td", { class: "who" }, note));
    return el("table", { class: "sum" }, el("tbody", {}, one.sum.parts.map((number) => line(number)),
      made("These add up to", one.sum.sum, `${one.sum.range} with rounding`, "rule"),
      one.sum.totals.map((number) => line(number, "Stated total")),
      one.sum.gap && made("Difference", one.sum.gap, "", "gap")));
  }
  function cardOrder(one) {
    if (one.kind === "arithmetic" || one.timeline) return one.cards;
    const order = (one.groups || []).flatMap((group) => group.mentions);
    return [...one.cards].sort((a, b) => order.indexOf(a.mentions[0]) - order.indexOf(b.mentions[0]));
  }
  function cardOf(one, given) {
    const sources = given.mentions.map((number) => one.evidence[number]);
    const [source] = sources;
    const paper = data.documents[source.document] || {};
    const about = [paper.publisher, paper.date && `${paper.date}${paper.date_source ? ` (from ${paper.date_source.replace("-", " ")})` : ""}`];
    const isCell = Boolean(source.where) && sources.length === 1 && !(given.text[0] + given.text[2]).trim();  // a bare figure: its heads say what it is
    const sides = [...new Set(sources.map((item) => item.side).filter(Boolean))];
    return el("figure", { class: "card", id: `card-${one.cards.indexOf(given)}`, tabindex: "-1" },
      el("figcaption", {}, el("div", { class: "card-head" }, el("cite", {}, sourceName(source)), sides.length === 1 && el("span", { class: "tag" }, sides[0])),
        el("p", { class: "source" }, about.filter(Boolean).join(" · "))),
      isCell ? el("p", { class: "cell" }, source.where) : "", quoted(given.text),
      sources.length === 1 ? definitions(factsOf(source, paper, isCell)) : definitions(sources.map((item) => [item.value, placeOf(item, sides.length > 1)])),
      ...sources.filter((item) => item.tied).map((item) => el("details", {}, el("summary", {}, sources.length > 1 ? `What ${item.value} was tied to` : "What the figure was tied to"),
        definitions(item.tied.map(([what, words, how]) => [what || "word", [words, how && el("span", { class: "how" }, ` – ${how}`)]])))));
  }
  function placeOf(source, withSide) {
    const words = [withSide && source.side, source.where, source.speaker && `said by ${source.speaker}`].filter(Boolean).join(", ");
    return [words && `${words} `, copyButton(source.at)];
  }
  function factsOf(source, paper, isCell) {
    return [["Reads", source.interval], ["As of", source.as_of && [source.as_of, source.as_of_from && el("span", { class: "soft" }, ` (${AS_OF[source.as_of_from] || source.as_of_from})`)]],
      ["Said by", source.speaker], ["Under", !isCell && source.where !== paper.title && source.where], ["Place", copyButton(source.at)]];
  }
  function quoted(text) {
    return el("blockquote", {}, text.map((piece, place) => (place % 2 ? el("mark", {}, el("span", { class: "off" }, "value in question: "), piece) : piece)));
  }
  function definitions(rows) {
    return el("dl", {}, rows.filter(([, value]) => value).flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]));
  }
  function copyButton(words) {
    return el("button", { type: "button", class: "copy", title: "Copy", "aria-label": `Copy ${words}`, on: { click: () => copy(words) } }, words);
  }
  function reasons(one) {
    const parts = [];
    if (one.links) {
      const more = (one.links_in_all || 0) - one.links.length;
      parts.push(el("h3", {}, "Why these are the same fact"), el("p", { class: "note" },
        "Each comparison adds evidence for or against; their sum is a probability. The least certain pair stands first." + (more > 0 ? ` ${count(more, "more pair")} not shown.` : "")),
        ...one.links.map((link, place) => weightsOf(one, link, place === 0)));
    }
    if (one.steps) parts.push(el("h3", {}, "How it was judged"), el("ol", { class: "steps" }, one.steps.map((words) => el("li", {}, words))));
    if (one.assumptions) parts.push(el("h3", {}, "Readings that were chosen"), el("ul", { class: "steps" }, one.assumptions.map((words) => el("li", {}, words))));
    return parts;
  }
  function weightsOf(one, link, isOpen) {
    let at = 0;
    const spans = link.parts.map(([, weight]) => [at, (at += weight)]);
    const low = Math.min(0, ...spans.flat()), high = Math.max(0, ...spans.flat());
    const place = (value) => ((value - low) / (high - low || 1)) * 100;
    const rows = link.parts.flatMap(([word, weight, detail], number) => Math.abs(weight) < 0.05 ? [] : [
      el("div", { class: "what" }, data.words[word], detail && el("small", {}, detail)),
      waterfallBar(place(spans[number][0]), place(spans[number][1]), place(0), weight),
      el("div", { class: "n" }, signed(weight))]);
    return el("details", { class: "why", open: isOpen },
      el("summary", {}, [link.a, link.b].map((number) => `${one.evidence[number].value} in ${sourceName(one.evidence[number])}`).join(", and "), el("small", {}, `${PAIR[link.type] || link.type}, ${percent(link.p)}`)),
      el("div", { class: "weights" }, rows, el("div", { class: "total" }, el("span", {}, "Sum of weights"), el("span", {}, `${signed(at)} = ${percent(link.p)} that they answer one question`))));
  }
  function waterfallBar(from, to, zero, weight) {
    return svg("svg", { "aria-hidden": "true" },
      svg("line", { class: "tick", x1: `${zero}%`, x2: `${zero}%`, y1: 0, y2: 14 }),
      svg("rect", { class: weight < 0 ? "against" : "for", x: `${Math.min(from, to)}%`, width: `${Math.max(Math.abs(to - from), 0.4)}%`, y: 3, height: 8, rx: 1 }));
  }
  const signed = (weight) => `${weight < 0 ? "−" : "+"}${Math.abs(weight).toFixed(1)}`;
  const percent = (share) => (share > 0.995 ? "over 99%" : share < 0.005 ? "under 1%" : `${Math.round(100 * share)}%`);

  // --- the other sections ------------------------------------------------------------------------------------

  function table(heads, rows, given) {
    return el("div", { class: "wide" }, el("table", given || {}, el("thead", {}, el("tr", {}, heads.map((words) => headCell(words)))), el("tbody", {}, rows)));
  }
  const headCell = (words) => (words.startsWith("#") ? el("th", { scope: "col", class: "n" }, words.slice(1)) : el("th", { scope: "col" }, words));
  const cells = (first, ...rest) => el("tr", {}, el("th", { scope: "row" }, first), rest.map((value) => (typeof value === "number" ? el("td", { class: "n" }, value.toLocaleString("en")) : el("td", {}, value))));
  const linkTo = (one, words) => el("a", { href: address({ view: "findings", q: "", kinds: new Set(), sev: "", docs: [], id: one.id }) }, words);

  function drawOverview() {
    const whole = data.overview;
    const counts = Object.entries(whole.counts).sort(([a], [b]) => data.kinds.indexOf(a) - data.kinds.indexOf(b));
    const used = data.severities.filter((name) => counts.some(([, row]) => row[name]));
    const verdicts = counts.map(([kind, row]) => el("tr", { class: `k-${kind}` }, el("th", { scope: "row" }, el("span", { class: "label" },
      el("span", { class: "kind" }, glyph(kind), el("a", { href: address({ view: "findings", q: "", kinds: new Set([kind]), sev: "", docs: [], id: "" }) }, NAME[kind])))),
      used.map((name) => el("td", { class: "n" }, row[name] ? row[name].toLocaleString("en") : "–"))));
    const updates = whole.updates.map((number) => data.findings[number]).map((one) => cells(linkTo(one, aboutOf(one)), one.current || lastValue(one), staleOf(one)));
    $("view-overview").append(
      el("div", { class: "columns" },
        el("div", {}, el("h2", {}, "Verdicts"), counts.length ? table(["Verdict", ...used.map((name) => "#" + name)], verdicts, { class: "narrow" }) : el("p", { class: "note" }, "No findings.")),
        whole.contradicted.some(([, number]) => number > 1) ? el("div", {}, el("h2", {}, "Contradicted most"), table(["Subject", "#Findings"],
          whole.contradicted.map(([subject, number]) => cells(el("a", { href: address({ view: "findings", q: `subject:"${subject}"`, kinds: new Set(), sev: "", docs: [], id: "" }) }, subject), number)))) : ""),
      ...matrixOf(whole.matrix),
      ...(updates.length ? [el("h2", {}, "Newest value of what was updated"), table(["Figure", "Now", "Older value still in"], updates)] : []));
  }
  const lastValue = (one) => (one.timeline ? one.timeline[one.timeline.length - 1].value : "");
  function staleOf(one) {
    const old = one.evidence.filter((source) => source.side !== "current");
    return [...new Set(old.map(sourceName))].slice(0, 4).join("; ");
  }
  function matrixOf(whole) {
    if (whole.documents.length < 2) return [];
    const differ = new Map(), agree = new Map();
    let most = [1, 1];
    for (const [row, column, no, yes] of whole.cells) {
      differ.set(`${row} ${column}`, no); agree.set(`${row} ${column}`, yes);
      most = [Math.max(most[0], no), Math.max(most[1], yes)];
    }
    const files = whole.documents.map((number) => data.documents[number].file);
    const cell = (row, column) => {
      if (row === column) return el("td", { class: "self" });
      const isDiffer = row < column;
      const key = isDiffer ? `${row} ${column}` : `${column} ${row}`;
      const number = (isDiffer ? differ : agree).get(key) || 0;
      if (!number) return el("td");
      const words = `${count(number, isDiffer ? "disagreement" : "agreement")} between ${files[row]} and ${files[column]}`;
      const kinds = new Set(isDiffer ? [] : data.quiet);
      const node = el("button", { type: "button", class: isDiffer ? "differ" : "agree", title: words, "aria-label": words,
        on: { click: () => { location.hash = address({ view: "findings", q: "", kinds, sev: "", docs: [files[row], files[column]], id: "" }); } } }, `${isDiffer ? "≠" : "="}${number}`);
      node.style.setProperty("--heat", number / most[isDiffer ? 0 : 1]);
      return el("td", {}, node);
    };
    const rows = files.map((file, row) => el("tr", {}, el("th", { scope: "row", title: file }, el("span", { class: "soft" }, `${row + 1} `), data.documents[whole.documents[row]].name), files.map((_, column) => cell(row, column))));
    return [el("h2", {}, "Document by document"),
      el("p", { class: "note" }, "Above the diagonal: findings in which two documents differ (≠). Below it: figures on which they agree (=)." + (whole.left_out ? ` ${count(whole.left_out, "document")} with fewer findings left out.` : "")),
      el("div", { class: "wide" }, el("table", { class: "matrix" }, el("thead", {}, el("tr", {}, el("td"), files.map((file, column) => el("th", { scope: "col", title: file }, String(column + 1))))), el("tbody", {}, rows)))];
  }
  function drawAgreed() {
    const agreed = data.findings.filter((one) => quiet.has(one.kind));
    const body = el("tbody");
    const more = el("button", { type: "button", class: "plain", on: { click: () => add() } });
    const line = (one) => {
      const files = [...new Set(one.evidence.map(sourceName))];
      return el("tr", { class: `k-${one.kind}` }, el("th", { scope: "row" }, linkTo(one, aboutOf(one))), el("td", {}, valuesOf(one)), el("td", { class: "one-line" }, one.period || ""),
        el("td", { class: "one-line" }, el("span", { class: "label" }, el("span", { class: "kind" }, GLYPH[one.kind] + " " + NAME[one.kind]))),
        el("td", { class: "n" }, String(one.voices || files.length)), el("td", {}, files.slice(0, 5).map((name) => el("div", {}, `✓ ${name}`)), files.length > 5 ? `and ${files.length - 5} more` : ""));
    };
    const add = () => {
      body.append(...agreed.slice(body.children.length, body.children.length + PAGE).map(line));
      more.hidden = body.children.length >= agreed.length;
      more.textContent = `Show more (${(agreed.length - body.children.length).toLocaleString("en")} left)`;
    };
    add();
    $("view-agreed").append(el("h2", {}, `${count(agreed.length, "figure")} tied out`),
      el("p", { class: "note" }, "Each was found in two or more places that give the same value within the precision they are stated to, or values that fit one another. Reprints of one text count as one voice."),
      agreed.length ? el("div", { class: "wide" }, el("table", {}, el("thead", {}, el("tr", {}, ["Figure", "Values", "Period", "Result", "#Voices", "Found in"].map(headCell))), body)) : "", more);
  }
  function drawCoverage() {
    const whole = data.coverage;
    const read = data.documents.filter((one) => one.status === "ok");
    const ours = data.documents.filter((one) => one.ours);
    const number = (rows) => table(["What", "#Count"], rows.map(([words, value]) => cells(words, value)), { class: "narrow" });
    $("view-coverage").append(...[
      unread.length ? el("div", { class: "banner" }, el("p", {}, el("strong", {}, `⚠ ${count(unread.length, "path")} not read in full. `), "Nothing is known of what they say.")) : "",
      unread.length ? el("h2", {}, "Not read") : "",
      unread.length ? table(["Path", "Status", "Reason", "Detail"], unread.map((one) => cells(one.file, one.status, one.reason || "", [one.detail, ...(one.warnings || [])].filter(Boolean).join("; ")))) : "",
      el("h2", {}, count(read.length, "document") + " read"),
      table(["Document", "Publisher", "Date", "Date from", "#Facts", "Notes"], read.map((one) => cells(
        one.title ? [el("strong", {}, one.title), el("div", { class: "soft" }, one.file)] : el("strong", {}, one.file), one.publisher || "", one.date || "none found", one.date_source || "", one.facts || 0, (one.warnings || []).join("; ")))),
      ours.length ? el("p", { class: "note after" }, `Not read as documents, being settings, manifests or outputs: ${ours.map((one) => one.file).join(", ")}.`) : "",
      el("div", { class: "columns" },
        el("div", {}, el("h2", {}, "Compared"), number(whole.read)),
        whole.not_comparable.length ? el("div", {}, el("h2", {}, "Looked alike, but not comparable"), number(whole.not_comparable.map(([name, value]) => [REASON[name] || name, value]))) : "",
        whole.withheld.length ? el("div", {}, el("h2", {}, "Withheld as too uncertain"), number(whole.withheld)) : ""),
      data.notices.length ? el("h2", {}, "Notices") : "",
      data.notices.length ? table(["Code", "What", "File"], data.notices.map((one) => cells(one.code, one.message, one.file || ""))) : "",
      el("h2", {}, "This run"),
      el("details", {}, el("summary", {}, "Versions and settings"), table(["Name", "Value"], data.run.map(([name, value]) => cells(name, value)))),
    ].filter(Boolean));
  }
  const painters = { overview: drawOverview, agreed: drawAgreed, coverage: drawCoverage };

  function show() {
    for (const name of Object.keys(VIEWS)) {
      $(`view-${name}`).hidden = name !== state.view;
      const link = document.querySelector(`[data-view="${name}"]`);
      if (name === state.view) link.setAttribute("aria-current", "page"); else link.removeAttribute("aria-current");
    }
    if (painters[state.view]) { painters[state.view](); delete painters[state.view]; }
    if (state.view === "findings") refresh(); else document.body.classList.remove("reading");
  }

  // --- moving about ------------------------------------------------------------------------------------------

  function step(by) {
    const at = shown.findIndex((one) => one.number === openNumber);
    const next = shown[at < 0 ? 0 : Math.min(shown.length - 1, Math.max(0, at + by))];
    if (!next) return;
    const list = $("list"), place = shown.indexOf(next) * ROW;
    if (place < list.scrollTop) list.scrollTop = place;
    else if (place + ROW > list.scrollTop + list.clientHeight) list.scrollTop = place + ROW - list.clientHeight;
    const isReading = document.body.classList.contains("reading");
    open(next, true);
    if (isNarrow() && !isReading) document.body.classList.remove("reading");
  }
  function goToFigure(number) {
    const one = data.findings[openNumber];
    goToCard(one.cards.findIndex((given) => given.mentions.includes(number)));
  }
  function goToCard(number) {
    document.querySelectorAll(".card.at").forEach((node) => node.classList.remove("at"));
    const node = $(`card-${number}`);
    if (!node) return;
    node.classList.add("at");
    node.scrollIntoView({ block: "nearest" });
    node.focus({ preventScroll: true });
  }
  function stepCard(by) {
    if (openNumber < 0) return;
    const order = cardOrder(data.findings[openNumber]);
    card = Math.min(order.length - 1, Math.max(0, card + by));
    goToCard(data.findings[openNumber].cards.indexOf(order[card]));
  }
  function copy(words) {
    const done = () => { tell("Copied"); };
    const fallback = () => {
      const field = el("textarea", { class: "off" });
      field.value = words;
      document.body.append(field);
      field.select();
      if (document.execCommand("copy")) done();
      field.remove();
    };
    if (navigator.clipboard) navigator.clipboard.writeText(words).then(done, fallback); else fallback();
  }
  function copyLink() { copy(location.href.split("#")[0] + address({ id: openId() })); }
  function turnTheme() {
    const isDark = getComputedStyle(document.documentElement).colorScheme === "dark";
    document.documentElement.dataset.theme = isDark ? "light" : "dark";
    remember("tieout-theme", document.documentElement.dataset.theme);
  }
  const goTo = (view) => { location.hash = address({ view }); };

  let lead = 0;  // time of the last "g", which waits for a second key
  const KEYS = {
    j: () => step(1), k: () => step(-1), o: toggleOpen, "/": () => $("query").focus(), "?": () => $("help").showModal(),
    c: copyLink, t: turnTheme, "[": () => stepCard(-1), "]": () => stepCard(1),
  };
  function toggleOpen() {
    if (isNarrow() && document.body.classList.contains("reading")) close();
    else if (shown.length) { open(data.findings[openNumber] || shown[0]); $("detail").focus(); }
  }
  function onKey(event) {
    const field = event.target.closest("input:not([type=checkbox]), select, textarea");
    if (event.key === "Escape") { if (field) { field.blur(); $("list").focus(); } else if (!$("help").open) close(); return; }
    if (field || event.ctrlKey || event.metaKey || event.altKey || $("help").open) return;
    if (event.target === $("list") && ["ArrowDown", "ArrowUp"].includes(event.key)) { step(event.key === "ArrowDown" ? 1 : -1); event.preventDefault(); return; }
    if (event.target === $("list") && event.key === "Enter") { toggleOpen(); event.preventDefault(); return; }
    if (!keysOn) return;
    const view = Object.keys(VIEWS).find((name) => VIEWS[name] === event.key);
    if (lead && event.timeStamp - lead < 1500 && view) { lead = 0; goTo(view); event.preventDefault(); return; }
    lead = event.key === "g" ? event.timeStamp : 0;
    const isFindings = state.view === "findings" || "?t".includes(event.key);
    if (KEYS[event.key] && isFindings) { event.preventDefault(); KEYS[event.key](); }
  }

  // --- paper -------------------------------------------------------------------------------------------------

  function fillPrint() {
    const set = (state.view === "agreed" ? data.findings.filter((one) => quiet.has(one.kind)) : shown).slice(0, MOST_PRINTED);
    $("print").replaceChildren(...set.map(printed),
      el("h2", { class: "part" }, "Documents"),
      el("table", {}, el("tbody", {}, data.documents.map((one) => cells(one.title || one.file, one.title ? one.file : "", one.date || "", one.status + (one.reason ? ` (${one.reason})` : ""))))),
      unread.length ? el("p", {}, `${count(unread.length, "path")} not read in full.`) : "");
  }
  function printed(one) {
    return el("article", { class: `print-finding k-${one.kind}` },
      el("p", { class: "label" }, el("span", { class: "kind" }, `${GLYPH[one.kind]} ${NAME[one.kind]}`), el("span", {}, one.severity), one.cause && el("span", {}, one.cause), el("span", {}, one.rule || "")),
      el("h2", {}, one.message || aboutOf(one)),
      one.cards.map((given) => el("figure", {}, quoted(given.text), given.mentions.map((number) => one.evidence[number]).map((source) =>
        el("figcaption", {}, [source.at, source.document === undefined ? "" : data.documents[source.document].title, source.as_of, source.speaker, source.side].filter(Boolean).join(" · "))))));
  }

  // --- start -------------------------------------------------------------------------------------------------

  const theme = recall("tieout-theme");
  if (theme === "dark" || theme === "light") document.documentElement.dataset.theme = theme;
  $("main").hidden = false;
  document.querySelector(".views").hidden = false;
  setUpFilter();
  readAddress();
  show();
  if (state.id) {
    const at = shown.findIndex((one) => one.id === state.id);
    if (at >= 0) { $("list").scrollTop = Math.max(0, at - 2) * ROW; document.body.classList.add("reading"); }
  }
  let isDrawing = false;
  $("list").addEventListener("scroll", () => {
    if (isDrawing) return;
    isDrawing = true;
    requestAnimationFrame(() => { isDrawing = false; drawRows(); });
  });
  addEventListener("resize", drawRows);
  addEventListener("hashchange", () => { readAddress(); show(); });
  addEventListener("keydown", onKey);
  addEventListener("beforeprint", fillPrint);
  addEventListener("afterprint", () => $("print").replaceChildren());
  $("theme").addEventListener("click", turnTheme);
  $("help-open").addEventListener("click", () => $("help").showModal());
  $("keys-on").checked = keysOn;
  $("keys-on").addEventListener("change", (event) => { keysOn = event.target.checked; remember("tieout-keys", keysOn ? "on" : "off"); });
})();

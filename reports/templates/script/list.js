// --- filter ------------------------------------------------------------------------------------------------

function wordsOf(one) {
  one.words ||= [one.id, one.message, one.subject, one.attribute, one.rule, NAME[one.kind],
    ...one.evidence.flatMap((source) => [source.file, source.value, source.speaker]), ...one.cards.map((card) => card.text.join(""))].join("\n").toLowerCase();
  return one.words;
}
function prepareWords(from) {  // while nobody waits, so that the first filter need not
  const stop = Math.min(from + PAGE, data.findings.length);
  for (let at = from; at < stop; at += 1) wordsOf(data.findings[at]);
  if (stop < data.findings.length) whenIdle(() => prepareWords(stop));
}
const whenIdle = (run) => (window.requestIdleCallback ? requestIdleCallback(run) : setTimeout(run, 50));
function parseQuery(text) {
  const tests = [];
  stops = [];
  for (const match of text.toLowerCase().matchAll(/(?:([a-z]+):)?(?:"([^"]*)"?|(\S+))/g)) {
    const [whole, token] = match;
    const word = match[2] ?? match[3];
    if (token && has(TOKENS, token)) tests.push((one) => TOKENS[token](one, word));
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
  if (given.judged) tests.state = [(one) => isJudged(one, given.judged)];
  if (given.change) tests.change = [(one) => (one.change || "unchanged") === given.change];
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
const ORDERS = {  // [words, what to sort by, name of the group]: what is alike stands together under a heading
  subject: ["By subject", (one) => (one.subject || "").toLowerCase(), (one) => capital(one.subject) || "No subject"],
  attribute: ["By attribute", (one) => (one.attribute || "").toLowerCase(), (one) => capital(one.attribute) || "No attribute"],
  rule: ["By rule", (one) => one.rule || "", (one) => [one.rule, ruleName(one.rule)].filter(Boolean).join(" ") || "No rule"],
  verdict: ["By verdict", (one) => String(data.kinds.indexOf(one.kind)), (one) => NAME[one.kind]],
  document: ["By document", (one) => (one.evidence[0] || { file: "" }).file, (one) => (one.evidence.length ? shortName(one.evidence[0]) : "No document")],
  sure: ["Surest first", (one) => String(100 - (one.sure || 0)).padStart(3, "0")],
};
const ruleName = (code) => (data.rules.find((rule) => rule.code === code) || {}).name;
function refresh() {
  const tests = testsOf(state);
  shown = select(tests);
  if (state.order) {
    const key = ORDERS[state.order][1];
    shown.sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : a.number - b.number));
  }
  const current = shown.find((one) => one.id === state.id);
  if (!current) state.id = "";
  layOut();
  drawFilter(tests, current || shown[0]);
  drawList();
  drawDetail(current || (isNarrow() ? null : shown[0]));
  keepAddress();
}
function change(changes) { Object.assign(state, changes); $("list").scrollTop = 0; refresh(); }

const isJudged = (one, judged) => (judged === "decided" ? decisions.has(one.id) : judged === "open" ? isOpen(one) : stateOf(one) === judged);

function drawGroupButton(one) {
  const together = groupOf(one).ones.length;
  $("bulk-group").hidden = together < 2 || together === shown.length;
  $("bulk-group").textContent = `Decide this group (${together.toLocaleString("en")})…`;
}
function drawFilter(tests, current) {
  if ($("query").value !== state.q) $("query").value = state.q;
  $("severity").value = state.sev;
  $("document").value = state.docs[0] || "";
  $("judged").value = state.judged;
  $("change").value = state.change;
  $("order").value = state.order;
  $("bulk").hidden = shown.length < 2;
  drawGroupButton(current);
  $("bulk").textContent = `Decide all ${shown.length.toLocaleString("en")}…`;
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
function drawChips() {
  for (const kind of data.kinds.filter((name) => data.counts[name])) {
    $("kinds").append(el("button", { type: "button", class: `chip k-${kind}`, "data-kind": kind, on: { click: () => toggleKind(kind) } },
      el("span", { "aria-hidden": "true" }, GLYPH[kind]), `${NAME[kind]} ${data.counts[kind].toLocaleString("en")}`));
  }
}
function setUpFilter() {
  const tally = (keysOf) => {
    const found = new Map();
    for (const one of data.findings) for (const key of new Set(keysOf(one))) found.set(key, (found.get(key) || 0) + 1);
    return found;
  };
  const grave = tally((one) => [one.severity]), used = tally((one) => one.evidence.map((source) => source.document));
  $("severity").append(option("", "Severity"), ...data.severities.filter((name) => grave.has(name)).map((name) => option(name, `${name} (${grave.get(name).toLocaleString("en")})`)));
  $("document").append(option("", "Document"), ...data.documents.flatMap((one, number) => (used.has(number) ? [option(one.file, `${one.short} (${used.get(number).toLocaleString("en")})`)] : [])));
  $("order").append(option("", "Gravest first"), ...Object.keys(ORDERS).map((name) => option(name, ORDERS[name][0])));
  $("order").addEventListener("change", (event) => change({ order: event.target.value }));
  $("judged").append(option("", "State"), option("decided", "Decided"), ...Object.keys(STATE).map((name) => option(name, STATE[name])));
  $("judged").addEventListener("change", (event) => change({ judged: event.target.value }));
  const changes = (name) => data.findings.filter((one) => (one.change || "unchanged") === name).length;
  $("change").append(option("", "Change"), ...["new", "changed", "unchanged"].map((name) => option(name, `${name} (${changes(name)})`)));
  $("change").parentNode.hidden = !data.changes;
  $("change").addEventListener("change", (event) => change({ change: event.target.value }));
  $("filter").addEventListener("submit", (event) => event.preventDefault());
  $("query").addEventListener("input", (event) => change({ q: event.target.value }));
  $("severity").addEventListener("change", (event) => change({ sev: event.target.value }));
  $("document").addEventListener("change", (event) => change({ docs: event.target.value ? [event.target.value] : [] }));
  $("clear").addEventListener("click", () => change({ q: "", kinds: new Set(), sev: "", docs: [], judged: "", change: "" }));
}
function toggleKind(kind) {
  const kinds = new Set(state.kinds);  // none chosen shows all that needs a look; the first click narrows to one
  if (!kinds.delete(kind)) kinds.add(kind);
  change({ kinds });
}

// --- list --------------------------------------------------------------------------------------------------

// What stands in the list, from top to bottom: findings, and the headings of their groups where the order has some.
// Of a group that is folded only the heading stands there.

let layout = [];  // {top, one, place} or {top, group}
let tall = 0;  // px of all that
let places = new Map();  // finding -> its place in the layout
let groups = new Map();  // name -> {name, ones}
const folded = new Set();  // names of groups
const nameOfGroup = (one) => (state.order && ORDERS[state.order][2] ? ORDERS[state.order][2](one) : "");
const groupOf = (one) => (one && groups.get(nameOfGroup(one))) || { name: "", ones: [] };

function layOut() {
  layout = [];
  tall = 0;
  places = new Map();
  groups = new Map();
  const put = (item, height) => { layout.push({ ...item, top: tall }); tall += height; };
  shown.forEach((one, place) => {
    const name = nameOfGroup(one);
    if (name && !groups.has(name)) { groups.set(name, { name, ones: [] }); put({ group: groups.get(name) }, HEAD); }
    if (name) groups.get(name).ones.push(one);
    places.set(one, layout.length - (folded.has(name) ? 1 : 0));
    if (!folded.has(name)) put({ one, place }, ROW);
  });
}
const topOf = (one) => (places.has(one) ? layout[places.get(one)].top : 0);
function itemAt(top) {  // the last that begins at or above
  let low = 0, high = layout.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (layout[middle].top <= top) low = middle; else high = middle - 1;
  }
  return low;
}
function fold(name) {
  if (!name) return;
  if (!folded.delete(name)) folded.add(name);
  layOut();
  drawList();
  drawRows();
}
function groupRow({ group: { name, ones }, top }) {  // for the eye and the mouse; its name is told with each finding, and x folds it
  const open = ones.filter(isOpen).length;
  const row = el("div", { class: "group", role: "presentation", title: `${name} (x folds and unfolds)`, on: { click: () => fold(name) } },
    el("span", { class: "fold" }, folded.has(name) ? "▸" : "▾"), el("b", {}, name),
    el("span", { class: "soft" }, ones.length === open ? String(open) : `${open.toLocaleString("en")} of ${ones.length.toLocaleString("en")} open`));
  row.style.top = `${top}px`;
  return row;
}
function drawList() {
  $("rows").replaceChildren();
  $("rows").style.height = shown.length ? `${tall}px` : "auto";
  if (!shown.length) $("rows").append(emptyList());
}
function drawRows() {
  if (!shown.length) return;
  const list = $("list");
  const first = Math.max(0, itemAt(list.scrollTop) - 5);
  const last = Math.min(layout.length, itemAt(list.scrollTop + list.clientHeight) + 6);
  const rows = layout.slice(first, last).map((item) => (item.group ? groupRow(item) : listRow(item)));
  $("rows").replaceChildren(...rows);
  const active = rows.find((row) => row.getAttribute("aria-selected") === "true");
  if (active) list.setAttribute("aria-activedescendant", active.id); else list.removeAttribute("aria-activedescendant");
}
function listRow({ one, place, top }) {
  const files = new Set(one.evidence.map((source) => source.file)).size;
  const row = el("div", {
    class: `row k-${one.kind}${isOpen(one) ? "" : " decided"}`, role: "option", id: `row-${one.number}`, "aria-setsize": shown.length,
    "aria-posinset": place + 1, "aria-selected": String(one.id === openId()), on: { click: () => open(one) },
  }, glyph(one.kind), el("div", {},
    el("div", { class: "about", title: aboutOf(one) }, aboutOf(one)),
    el("div", { class: "values", title: one.headline }, valuesOf(one)),
    el("div", { class: "meta" }, badgeOf(one), el("b", {}, NAME[one.kind]), ` · ${one.severity} · ${one.sure || 0}% sure · ${count(files, "document")}`)));
  row.style.top = `${top}px`;
  return row;
}
const aboutOf = (one) => one.about || one.headline || one.id;
function valuesOf(one) {
  if (one.kind === "arithmetic" && !one.sum) return one.headline;
  if (one.sum) return `${one.sum.sum} ≠ ${one.evidence[one.sum.totals[0]].value}`;
  const signs = { conflict: " ≠ ", update: " → ", agreement: " = ", compatible: " ≈ ", disputed: " ⇄ ", arithmetic: ", " };
  const steps = one.timeline || one.groups || [];
  const values = unique(steps.map((step) => step.value));
  const speakers = unique(one.evidence.map((source) => source.speaker).filter(Boolean));
  if (one.kind === "disputed" && values.length < 2 && speakers.length > 1) return `${values.join("")}: ${speakers.join(signs.disputed)}`;
  return values.join(signs[one.kind] || ", ") || one.headline;
}
const isNarrowed = () => Boolean(state.q || state.kinds.size || state.sev || state.docs.length || state.judged || state.change);
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
  const undo = { words: { q: "" }, verdict: { kinds: new Set() }, severity: { sev: "" }, document: { docs: [] }, state: { judged: "" }, change: { change: "" } };
  for (const name of Object.keys(tests)) {
    const without = select({ ...tests, [name]: [] }).length;
    const changes = name === "verdict" && !state.kinds.size ? { kinds: new Set(data.quiet) } : undo[name];
    if (without && tests[name].length) {
      box.append(el("button", { type: "button", class: "plain", on: { click: () => change(changes) } }, `${count(without, "finding")} without the ${name} filter`));
    }
  }
  return box;
}

// --- the other sections ------------------------------------------------------------------------------------

function table(heads, rows, given) {
  return el("div", { class: "wide", tabindex: "0", role: "group", "aria-label": "Table" }, el("table", given || {}, el("thead", {}, el("tr", {}, heads.map((words) => headCell(words)))), el("tbody", {}, rows)));
}
const headCell = (words) => (words.startsWith("#") ? el("th", { scope: "col", class: "n" }, words.slice(1)) : el("th", { scope: "col" }, words));
const cells = (first, ...rest) => el("tr", {}, el("th", { scope: "row" }, first), rest.map((value) => (typeof value === "number" ? el("td", { class: "n" }, value.toLocaleString("en")) : el("td", {}, value))));
const linkTo = (one, words) => el("a", { href: unfiltered({ view: "findings", id: one.id }) }, words);

function drawOverview() {
  const whole = data.overview;
  const counts = Object.entries(whole.counts).sort(([a], [b]) => data.kinds.indexOf(a) - data.kinds.indexOf(b));
  const used = data.severities.filter((name) => counts.some(([, row]) => row[name]));
  const verdicts = counts.map(([kind, row]) => el("tr", { class: `k-${kind}` }, el("th", { scope: "row" }, el("span", { class: "label" },
    el("span", { class: "kind" }, glyph(kind), el("a", { href: unfiltered({ view: "findings", kinds: new Set([kind]) }) }, NAME[kind])))),
    used.map((name) => el("td", { class: "n" }, row[name] ? row[name].toLocaleString("en") : "–"))));
  const updates = whole.updates.map((number) => data.findings[number]).map((one) => cells(linkTo(one, aboutOf(one)), newestValue(one), staleOf(one)));
  const known = (data.references || []).map(([status, about, value, ...rest]) => cells(about, value, status, ...rest));
  $("view-overview").append(
    ...(known.length ? [el("h2", {}, "Reference facts"), table(["Figure", "Reference", "Result", "Confirmed in", "Contradicted in", "Outdated in", "Note"], known)] : []),
    el("div", { class: "columns" },
      el("div", {}, el("h2", {}, "Verdicts"), counts.length ? table(["Verdict", ...used.map((name) => "#" + name)], verdicts, { class: "narrow" }) : el("p", { class: "note" }, "No findings.")),
      whole.contradicted.some(([, number]) => number > 1) ? el("div", {}, el("h2", {}, "Contradicted most"), table(["Subject", "#Findings"],
        whole.contradicted.map(([subject, number]) => cells(el("a", { href: unfiltered({ view: "findings", q: `subject:"${subject}"` }) }, subject), number)))) : ""),
    ...matrixOf(whole.matrix),
    ...(updates.length ? [el("h2", {}, "Newest value of what was updated"), table(["Figure", "Now", "Older value still in"], updates)] : []));
}
function newestValue(one) {
  const steps = (one.timeline || []).filter((step) => step.current);
  return unique(steps.map((step) => step.value)).join(" / ") || one.current || "";
}
function staleOf(one) {
  const old = one.evidence.filter((source) => source.side !== "current");
  return unique(old.map(shortName)).slice(0, 4).join("; ");
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
      on: { click: () => { location.hash = unfiltered({ view: "findings", kinds, docs: [files[row], files[column]] }); } } }, `${isDiffer ? "≠" : "="}${number}`);
    node.style.setProperty("--heat", number / most[isDiffer ? 0 : 1]);
    return el("td", {}, node);
  };
  const rows = files.map((file, row) => el("tr", {}, el("th", { scope: "row", title: file }, el("span", { class: "soft" }, `${row + 1} `), data.documents[whole.documents[row]].name), files.map((_, column) => cell(row, column))));
  return [el("h2", {}, "Document by document"),
    el("p", { class: "note" }, "Above the diagonal: findings in which two documents differ (≠). Below it: figures on which they agree (=)." + (whole.left_out ? ` ${count(whole.left_out, "document")} with fewer findings left out.` : "")),
    el("div", { class: "wide", tabindex: "0", role: "group", "aria-label": "Table" }, el("table", { class: "matrix" }, el("thead", {}, el("tr", {}, el("td"), files.map((file, column) => el("th", { scope: "col", title: file }, String(column + 1))))), el("tbody", {}, rows)))];
}
function drawAgreed() {
  const agreed = data.findings.filter((one) => quiet.has(one.kind));
  const body = el("tbody");
  const more = el("button", { type: "button", class: "plain", on: { click: () => add() } });
  const used = unique(agreed.flatMap((one) => one.evidence.map((source) => source.document))).filter((number) => number !== undefined).sort((a, b) => a - b);
  const hasTicks = used.length <= MOST_TICKS && !isNarrow();  // a column for each document, as an auditor ticks them off
  const ticks = (one) => {
    const here = new Set(one.evidence.map((source) => source.document));
    return used.map((number) => el("td", { class: "tick-cell" }, here.has(number) ? el("span", { role: "img", "aria-label": `found in ${shortName({ document: number })}` }, "✓") : ""));
  };
  const found = (one) => {
    const names = unique(one.evidence.map(shortName));
    return el("td", {}, names.slice(0, 5).map((name) => el("div", {}, `✓ ${name}`)), names.length > 5 ? `and ${names.length - 5} more` : "");
  };
  const line = (one) => el("tr", { class: `k-${one.kind}` }, el("th", { scope: "row" }, linkTo(one, aboutOf(one))), el("td", {}, valuesOf(one)), el("td", { class: "one-line" }, one.period || ""),
    el("td", { class: "one-line" }, el("span", { class: "label" }, el("span", { class: "kind" }, GLYPH[one.kind] + " " + NAME[one.kind]))),
    el("td", { class: "n" }, String(one.voices || unique(one.evidence.map(shortName)).length)), hasTicks ? ticks(one) : found(one));
  const heads = [...["Figure", "Values", "Period", "Result", "#Voices"].map(headCell),
    ...(hasTicks ? used.map((number) => el("th", { scope: "col", class: "turn", title: data.documents[number].name }, el("span", {}, data.documents[number].short))) : [headCell("Found in")])];
  const add = () => {
    body.append(...agreed.slice(body.children.length, body.children.length + PAGE).map(line));
    more.hidden = body.children.length >= agreed.length;
    more.textContent = `Show more (${(agreed.length - body.children.length).toLocaleString("en")} left)`;
  };
  add();
  $("view-agreed").append(el("h2", {}, `${count(agreed.length, "figure")} tied out`),
    el("p", { class: "note" }, "Each was found in two or more places that give the same value within the precision they are stated to, or values that fit one another. Reprints of one text count as one voice. tieout check -o tied:tied.csv writes every figure with its ticks."),
    agreed.length ? el("div", { class: "wide", tabindex: "0", role: "group", "aria-label": "Table" }, el("table", {}, el("thead", {}, el("tr", {}, heads)), body)) : "", more);
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
const painters = { overview: drawOverview, agreed: drawAgreed, figures: drawFigures, coverage: drawCoverage, changes: drawChanges, entities: drawEntities, rules: drawRules };

function inSight(link) {  // on a phone the sections stand in a line that scrolls
  const line = link.parentNode;
  line.scrollLeft = Math.max(0, link.offsetLeft - line.offsetLeft - (line.clientWidth - link.offsetWidth) / 2);
}
function show() {
  for (const name of Object.keys(VIEWS)) {
    $(`view-${name}`).hidden = name !== state.view;
    const link = document.querySelector(`[data-view="${name}"]`);
    if (name === state.view) link.setAttribute("aria-current", "page"); else link.removeAttribute("aria-current");
    if (name === state.view) inSight(link);
  }
  if (painters[state.view]) { painters[state.view](); delete painters[state.view]; }
  if (state.view === "documents") drawDocuments();
  if (state.view === "findings") refresh(); else document.body.classList.remove("reading");
}

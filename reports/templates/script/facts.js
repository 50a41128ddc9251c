// --- figures: the table of all facts, and the documents with their figures marked -----------------------------

const STATUS = {
  contradicted: ["≠", "contradicted"], sum: ["Σ", "in a sum that does not hold"], disputed: ["⇄", "disputed"],
  superseded: ["→", "superseded"], current: ["→", "current value"], confirmed: ["=", "confirmed"], alone: ["·", "found nowhere else"],
};
const FACT = { document: 0, line: 1, figure: 2, subject: 3, attribute: 4, asOf: 5, speaker: 6, status: 7, findings: 8 };
const factWord = (row, name) => data.facts.words[row[FACT[name]]];
const factStatus = (row) => data.facts.statuses[row[FACT.status]];
const factFile = (row) => (data.documents[row[FACT.document]] || { file: "" }).file;
const factPlace = (row) => factFile(row) + (row[FACT.line] ? `:${row[FACT.line]}` : "");
const table_ = { query: "", status: "", by: "", down: false, rows: [] };
const COLUMNS = [
  ["Figure", (row) => factWord(row, "figure")], ["Subject", (row) => factWord(row, "subject")], ["Attribute", (row) => factWord(row, "attribute")],
  ["As of", (row) => factWord(row, "asOf")], ["Said by", (row) => factWord(row, "speaker")], ["Result", (row) => STATUS[factStatus(row)][1]], ["Place", factPlace],
];

function drawFigures() {
  const total = data.facts.in_all, carried = data.facts.rows.length;
  const tally = {};
  data.facts.rows.forEach((row) => { tally[factStatus(row)] = (tally[factStatus(row)] || 0) + 1; });
  const query = el("input", { type: "search", placeholder: "Search figures", "aria-label": "Search figures", autocomplete: "off", on: { input: (event) => { table_.query = event.target.value.toLowerCase(); drawFactRows(true); } } });
  const results = el("select", { "aria-label": "Result", on: { change: (event) => { table_.status = event.target.value; drawFactRows(true); } } },
    option("", `Any result (${carried.toLocaleString("en")})`), Object.keys(STATUS).filter((name) => tally[name]).map((name) => option(name, `${STATUS[name][0]} ${STATUS[name][1]} (${tally[name].toLocaleString("en")})`)));
  const heads = COLUMNS.map(([name], at) => el("th", { scope: "col" }, el("button", { type: "button", class: "sort", on: { click: () => sortFacts(at) } }, name)));
  $("view-figures").append(
    el("h2", {}, `${count(total, "figure")} in the documents`),
    el("p", { class: "note" }, "Every figure that was read and made comparable, whether anything else speaks of it or not. A figure that nobody else mentions is neither confirmed nor denied." + (carried < total ? ` The first ${carried.toLocaleString("en")} are listed; tieout facts writes all of them.` : "")),
    el("div", { class: "tools" }, query, results, el("button", { type: "button", on: { click: downloadFacts } }, "Download these as CSV"), el("span", { class: "soft", id: "fact-count", role: "status" })),
    el("div", { class: "wide", tabindex: "0", role: "group", "aria-label": "Table" }, el("table", { class: "facts" }, el("thead", {}, el("tr", {}, heads)), el("tbody", { id: "fact-rows" }))),
    el("button", { type: "button", class: "plain", id: "fact-more", on: { click: () => drawFactRows(false) } }));
  drawFactRows(true);
}
function chosenFacts() {
  const { query, status, by, down } = table_;
  const chosen = data.facts.rows.filter((row) => (!status || factStatus(row) === status) && (!query || COLUMNS.some(([, value]) => value(row).toLowerCase().includes(query))));
  if (by === "") return chosen;
  const value = COLUMNS[by][1];
  const order = new Intl.Collator("en", { numeric: true });
  return chosen.sort((a, b) => order.compare(value(a), value(b)) * (down ? -1 : 1));
}
function sortFacts(by) {
  table_.down = table_.by === by && !table_.down;
  table_.by = by;
  document.querySelectorAll(".facts th").forEach((node, at) => { if (at === by) node.setAttribute("aria-sort", table_.down ? "descending" : "ascending"); else node.removeAttribute("aria-sort"); });
  drawFactRows(true);
}
function drawFactRows(isNew) {
  const body = $("fact-rows");
  if (isNew) { table_.rows = chosenFacts(); body.replaceChildren(); }
  const at = body.children.length;
  body.append(...table_.rows.slice(at, at + PAGE).map(factRow));
  $("fact-more").hidden = body.children.length >= table_.rows.length;
  $("fact-more").textContent = `Show more (${(table_.rows.length - body.children.length).toLocaleString("en")} left)`;
  $("fact-count").textContent = count(table_.rows.length, "figure");
}
function factRow(row) {
  const number = data.facts.rows.indexOf(row);
  const [sign, words] = STATUS[factStatus(row)];
  const [first] = row[FACT.findings];
  const result = [el("span", { "aria-hidden": "true" }, sign), ` ${words}`];
  const place = data.facts.texts[row[FACT.document]] ? el("a", { href: unfiltered({ view: "documents", docs: [factFile(row)], at: String(number) }) }, factPlace(row)) : factPlace(row);
  return el("tr", { class: `s-${factStatus(row)}` }, el("th", { scope: "row" }, factWord(row, "figure")),
    ["subject", "attribute", "asOf", "speaker"].map((name) => el("td", {}, factWord(row, name))),
    el("td", { class: "result" }, first === undefined ? result : el("a", { href: unfiltered({ view: "findings", id: data.findings[first].id }) }, result)), el("td", {}, place));
}
function downloadFacts() {
  const cell = (words) => {  // a cell that a spreadsheet would run as a formula is told to be text
    const safe = /^\s*[=+\-@|\t\r]/.test(words) && !/^-?[\d.,]+$/.test(words) ? `'${words}` : words;
    return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  const lines = [COLUMNS.map(([name]) => name), ...chosenFacts().map((row) => COLUMNS.map(([, value]) => value(row)))];
  download("figures.csv", lines.map((line) => line.map(cell).join(",") + "\n").join(""), "text/csv");
}

// --- documents

let drawn = "";  // file whose text stands in the page

function drawDocuments() {
  const read = data.documents.filter((one) => one.status === "ok" || one.status === "partial");
  const file = read.some((one) => one.file === state.docs[0]) ? state.docs[0] : (read[0] || {}).file;
  if (!$("papers").children.length) $("papers").append(...read.map(paperRow));
  for (const node of $("papers").children) { if (node.dataset.file === file) node.setAttribute("aria-current", "true"); else node.removeAttribute("aria-current"); }
  if (file !== undefined && drawn !== file) { drawn = file; drawText(data.documents.findIndex((one) => one.file === file)); }
  const row = state.at !== "" && data.facts.rows[Number(state.at)];
  if (row && factFile(row) === file) showFigure(Number(state.at), true);
}
function paperRow(paper) {
  const number = data.documents.indexOf(paper);
  const rows = data.facts.rows.filter((row) => row[FACT.document] === number);
  const trouble = rows.filter((row) => ["contradicted", "sum", "disputed", "superseded"].includes(factStatus(row))).length;
  return el("a", { class: "paper", "data-file": paper.file, href: unfiltered({ view: "documents", docs: [paper.file] }) },
    el("strong", {}, paper.name), el("span", { class: "soft" }, paper.publisher !== paper.name && paper.publisher && `${paper.publisher} · `, paper.date && el("span", { class: "one-line" }, paper.date)),
    el("span", { class: "soft" }, count(rows.length, "figure"), trouble ? el("b", {}, ` · ${trouble} to look at`) : ""));
}
function drawText(number) {
  const paper = data.documents[number], given = data.facts.texts[number];
  $("aside").replaceChildren(el("p", { class: "soft" }, given ? "Choose a figure to see what else speaks of it." : ""));
  const head = [el("h2", {}, paper.name), el("p", { class: "source" }, [paper.publisher, paper.date && `${paper.date} (from ${(paper.date_source || "").replace("-", " ")})`, paper.file].filter(Boolean).join(" · "))];
  if (!given) {
    $("paper").replaceChildren(...head, el("p", { class: "note" }, "The documents are too long together for their texts to be part of this page. "), el("a", { href: unfiltered({ view: "findings", docs: [paper.file] }) }, "Its findings"));
    return;
  }
  const used = unique(given[1].map((row) => factStatus(data.facts.rows[row])));
  $("paper").replaceChildren(...head,
    el("p", { class: "legend" }, Object.keys(STATUS).filter((name) => used.includes(name)).map((name) => el("span", { class: `s-${name}` }, el("span", { class: "fig" }, STATUS[name][0]), ` ${STATUS[name][1]}`))),
    el("div", { class: "text" }, linesOf(given, paper.reader === "markdown")));
  $("paper").scrollTop = 0;
}
function linesOf([pieces, rows], hasFront) {  // every line of the text is an element, its figures buttons
  const lines = [[]];
  pieces.forEach((piece, place) => {
    if (place % 2) { lines[lines.length - 1].push(figureButton(piece, rows[(place - 1) / 2])); return; }
    piece.split("\n").forEach((words, part) => { if (part) lines.push([]); if (words) lines[lines.length - 1].push(words); });
  });
  const isRule = (parts) => parts.length === 1 && parts[0] === "---";
  const front = hasFront && lines.length && isRule(lines[0]) ? lines.findIndex((parts, place) => place && isRule(parts)) : -1;
  return lines.map((parts, place) => {
    const start = typeof parts[0] === "string" ? parts[0] : "";
    const sort = place <= front ? "line front" : /^#{1,6} /.test(start) ? "line head" : /^\s*\|/.test(start) || start.includes("\t") ? "line grid" : "line";
    if (sort === "line head") parts[0] = start.replace(/^#{1,6} /, "");
    return el("div", { class: sort }, parts.length ? parts : "\u00a0");
  });
}
function figureButton(words, row) {
  const [sign, status] = STATUS[factStatus(data.facts.rows[row])];
  return el("button", { type: "button", class: `fig s-${factStatus(data.facts.rows[row])}`, id: `fig-${row}`, title: status, on: { click: () => { state.at = String(row); keepAddress(); showFigure(row, false); } } },
    words, el("span", { class: "sign", "aria-hidden": "true" }, sign), el("span", { class: "off" }, ` (${status})`));
}
function showFigure(number, isFar) {
  document.querySelectorAll(".fig.at").forEach((node) => node.classList.remove("at"));
  const node = $(`fig-${number}`);
  if (node) { node.classList.add("at"); if (isFar) node.scrollIntoView({ block: "center" }); }
  const row = data.facts.rows[number];
  const told = [["Subject", factWord(row, "subject")], ["Attribute", factWord(row, "attribute")], ["As of", factWord(row, "asOf")], ["Said by", factWord(row, "speaker")]];
  $("aside").replaceChildren(
    el("h3", {}, factWord(row, "figure")), el("p", { class: `result s-${factStatus(row)}` }, STATUS[factStatus(row)].join(" ")), definitions(told),
    ...row[FACT.findings].map((at) => data.findings[at]).map((one) => el("div", { class: `topic k-${one.kind}` },
      el("p", { class: "label" }, el("span", { class: "kind" }, glyph(one.kind), NAME[one.kind]), badgeOf(one)),
      el("p", {}, el("a", { href: unfiltered({ view: "findings", id: one.id }) }, one.headline || aboutOf(one))))));
}


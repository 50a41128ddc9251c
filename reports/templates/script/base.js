/* The page of a tie-out report. All words come ready from the data island; this script places them with
   textContent only, so nothing a document says can become markup. The list keeps only the rows in sight.
   The parts of the script, in order: base, list, detail, review, files, sections, lists, facts, keys, start. */

const data = JSON.parse(document.getElementById("data").textContent);
const ROW = 86;  // px; the same as .row in the stylesheet
const HEAD = 36;  // px; the same as .group there
const MOST_PRINTED = 2000;
const MOST_TICKS = 12;  // documents that get a column of their own in the tied-out table
const SMALL_WEIGHT = 0.3;  // comparisons below it are shown as one
const PAGE = 200;  // rows of a long table that are added at a time
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
const SIDE = {
  current: "current", stale: "older value", asserted: "says so", denied: "denies it", total: "total", part: "part",
};
const STATE = {
  open: "Open", reopened: "Reopened", expired: "Expired", "to-fix": "To fix", update: "Is an update", "false-positive": "False alarm",
  accepted: "Accepted", baseline: "Baseline",
};
const VIEWS = {
  findings: "f", overview: "o", changes: "n", agreed: "t", figures: "a", documents: "d", entities: "e", rules: "r", coverage: "c",
};
if (!data.changes) delete VIEWS.changes;  // no earlier run was named
const TOKENS = {
  verdict: (one, word) => one.kind.startsWith(word), sev: (one, word) => one.severity.startsWith(word),
  rule: (one, word) => (one.rule || "").toLowerCase().startsWith(word),
  doc: (one, word) => one.evidence.some((source) => source.file.toLowerCase().includes(word)),
  subject: (one, word) => (one.subject || "").toLowerCase().includes(word),
  attr: (one, word) => (one.attribute || "").toLowerCase().includes(word),
  state: (one, word) => stateOf(one).startsWith(word) || (word === "decided" && decisions.has(one.id)),
  change: (one, word) => (one.change || "unchanged").startsWith(word),
};
const tagsOf = new Map(data.rules.map((one) => [one.code, one.tags || []]));
TOKENS.tag = (one, word) => (tagsOf.get(one.rule) || []).some((tag) => tag.toLowerCase().startsWith(word));
TOKENS.kind = TOKENS.verdict; TOKENS.severity = TOKENS.sev; TOKENS.entity = TOKENS.subject;

const $ = (id) => document.getElementById(id);
const has = (table, name) => Object.hasOwn(table, name);  // "constructor" is no name of ours
const quiet = new Set(data.quiet);
const byId = new Map();
const capital = (words) => (words || "").charAt(0).toUpperCase() + (words || "").slice(1);
function admit(findings) {  // as they arrive; what repeats was sent once
  for (const one of findings) {
    one.number = data.findings.push(one) - 1;
    one.evidence ||= [];
    one.cards ||= [];
    one.cards.forEach((card, place) => { card.mentions ||= [place]; });
    for (const source of one.evidence) {
      source.file ??= data.documents[source.document].file;
      source.at = source.file + source.at;
    }
    const plainly = [one.subject, one.attribute].filter(Boolean).join(", ");
    one.about ||= capital(plainly);
    for (const group of one.groups || []) group.interval = one.evidence[group.mentions[0]].interval;
    byId.set(one.id, one);
    takeReported(one);
  }
}

// --- building elements -----------------------------------------------------------------------------------

function el(tag, given, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(given || {})) {
    if (name === "on") for (const [event, run] of Object.entries(value)) node.addEventListener(event, run);
    else if (value !== undefined && value !== false && value !== "") node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat(Infinity).filter((child) => child || child === 0));
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
const shortName = (source) => (data.documents[source.document] || { short: source.file }).short;
const unread = data.documents.filter((one) => one.status !== "ok" && !one.ours);
const unique = (items) => [...new Set(items)];
function tell(words) { $("position").textContent = words; }

// --- state, kept in the address so that a link shows the same ---------------------------------------------

const state = { view: "findings", q: "", kinds: new Set(), sev: "", docs: [], judged: "", change: "", order: "", id: "", at: "" };
let shown = [];
let keysOn = recall("tieout-keys") !== "off";
let stops = [];  // words of the filter that are no known token

function readAddress() {
  const given = new URLSearchParams(location.hash.slice(1));
  state.view = has(VIEWS, given.get("view")) ? given.get("view") : "findings";
  state.q = given.get("q") || "";
  state.kinds = new Set((given.get("verdict") || "").split(",").filter((kind) => data.kinds.includes(kind)));
  state.sev = data.severities.includes(given.get("sev")) ? given.get("sev") : "";
  state.docs = given.getAll("doc").filter((file) => data.documents.some((one) => one.file === file));
  state.judged = has(STATE, given.get("state")) || given.get("state") === "decided" ? given.get("state") : "";
  state.change = data.changes && ["new", "changed", "unchanged"].includes(given.get("change")) ? given.get("change") : "";
  state.order = has(ORDERS, given.get("order")) ? given.get("order") : "";
  state.id = given.get("id") || "";
  state.at = given.get("at") || "";  // a figure in the text of a document
}
function address(changes) {
  const next = { ...state, ...changes };
  const words = new URLSearchParams();
  if (next.view !== "findings") words.set("view", next.view);
  if (next.q) words.set("q", next.q);
  if (next.kinds.size) words.set("verdict", data.kinds.filter((kind) => next.kinds.has(kind)).join(","));
  if (next.sev) words.set("sev", next.sev);
  next.docs.forEach((file) => words.append("doc", file));
  if (next.judged) words.set("state", next.judged);
  if (next.change) words.set("change", next.change);
  if (next.order) words.set("order", next.order);
  if (next.id) words.set("id", next.id);
  if (next.at && next.view === "documents") words.set("at", next.at);
  return "#" + words;
}
const unfiltered = (changes) => address({ q: "", kinds: new Set(), sev: "", docs: [], judged: "", change: "", id: "", at: "", ...changes });
function keepAddress() { history.replaceState(null, "", address({})); }
function recall(key) { try { return localStorage.getItem(key); } catch { return null; } }
function remember(key, value) { try { localStorage.setItem(key, value); } catch { /* a page from disk may not store */ } }

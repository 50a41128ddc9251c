// --- review ------------------------------------------------------------------------------------------------
// A decision is {state, reason, sort, author, expires}. What a reviewer does here is kept in this browser at once,
// under the project and the run, and leaves it as tieout-decisions.json, which the next run reads.

const STORE = `tieout:${data.project}:`;
const RUN = STORE + data.run_id;
const HERE = data.part ? `${RUN}:${data.part}` : RUN;  // each page of a report in pages keeps its own, and reads the others'
const NEEDS_REASON = ["false-positive", "accepted"];
const SORT = {
  extraction: "figure read wrongly", entity: "another subject", period: "another time", unit: "another unit", rule: "the rule is wrong",
};
const CHOICES = [["1", "to-fix", "To fix"], ["2", "update", "Is an update"], ["3", "false-positive", "False alarm"], ["4", "accepted", "Accept"]];
const FIELDS = ["state", "reason", "sort", "author", "expires"];

const decisions = new Map();
let touched = new Map();   // id -> decision, or null where it was taken back; what this browser adds to the report
let unsaved = new Set();   // ids that no file holds yet
let others = new Map((data.others || []).map((entry) => [entry.finding, entry]));  // entries of findings that are not on this page
let voided = new Map();    // id -> earlier decision that holds no more: its values have changed, or its day has passed
const filed = new Map();  // id -> decision as the report or the file last read or written has it
const log = new Map();  // id -> [decision or null, when], oldest first
const undoable = [];

const stateOf = (one) => (decisions.has(one.id) ? decisions.get(one.id).state : voided.has(one.id) ? lapsedState(one.id) : "open");
const lapsedState = (id) => (voided.get(id).why === "expired" ? "expired" : "reopened");
const isOpen = (one) => !decisions.has(one.id);
function cleaned(given) {
  return Object.fromEntries(FIELDS.filter((name) => typeof given[name] === "string" && given[name]).map((name) => [name, given[name]]));
}

function takeReported(one) {  // what the report knows of a finding
  if (one.lapsed) {
    voided.set(one.id, one.lapsed);
    log.set(one.id, [[cleaned(one.lapsed), 0], [null, 0]]);
  }
  if (!one.decision) return;
  const decision = cleaned(one.decision);
  decisions.set(one.id, decision);
  filed.set(one.id, decision);
  log.set(one.id, [[decision, 0]]);
}
function keep() {
  const entries = data.part ? [...touched.keys()].filter((id) => decisions.has(id)).map(entryOf) : undefined;
  remember(HERE, JSON.stringify({ entries, touched: [...touched], unsaved: [...unsaved], others: [...others], voided: [...voided], log: [...log].filter(([, past]) => past.length > 1) }));
}
function restore(key) {
  try {
    const kept = JSON.parse(recall(key) || "{}");
    for (const [id, decision] of kept.touched || []) if (byId.has(id)) put(id, decision && cleaned(decision));
    unsaved = new Set([...unsaved, ...(kept.unsaved || []).filter((id) => byId.has(id))]);
    for (const [id, decision] of kept.touched || []) if (decision && byId.has(id) && !unsaved.has(id)) filed.set(id, cleaned(decision));
    others = new Map([...others, ...(kept.others || [])]);
    for (const [id, past] of kept.log || []) if (byId.has(id)) log.set(id, past.filter((entry) => Array.isArray(entry)));
    for (const [id, entry] of kept.voided || []) if (byId.has(id)) voided.set(id, entry);
  } catch { /* what another program has put there is no decision */ }
}
// --- the other pages of a report in pages: what was decided there goes into the same file

function siblings() {
  const found = [];
  if (!data.part) return found;
  try { for (let at = 0; at < localStorage.length; at += 1) found.push(localStorage.key(at)); } catch { return []; }
  return found.filter((key) => key.startsWith(`${RUN}:`) && key !== HERE).sort().map((key) => [key, keptAt(key)]);
}
function keptAt(key) {
  try { return JSON.parse(recall(key)) || {}; } catch { return {}; }
}
const listed = (given) => (Array.isArray(given) ? given : []);
function elsewhere() {  // entries of findings on other pages: as the report came, as a file said, as was decided there
  const entries = new Map(others);
  for (const [, kept] of siblings()) {
    for (const [id, entry] of listed(kept.others)) if (isDecision(entry) && !byId.has(id)) entries.set(id, entry);
  }
  for (const [, kept] of siblings()) {
    for (const [id] of listed(kept.touched)) if (!byId.has(id)) entries.delete(id);
    for (const entry of listed(kept.entries)) if (isDecision(entry) && !byId.has(entry.finding)) entries.set(entry.finding, entry);
  }
  return entries;
}
const unsavedElsewhere = () => siblings().reduce((sum, [, kept]) => sum + listed(kept.unsaved).length, 0);
function settleSiblings() {  // the file that was saved holds what they kept
  for (const [key, kept] of siblings()) if (listed(kept.unsaved).length) remember(key, JSON.stringify({ ...kept, unsaved: [] }));
}
function hearSiblings(event) {  // another page of this report has saved, or was decided on
  if (!event.key || !event.key.startsWith(RUN)) return;
  if (event.key === HERE) {
    unsaved = new Set(listed(keptAt(HERE).unsaved).filter((id) => byId.has(id)));
    if (!unsaved.size) { filed.clear(); decisions.forEach((decision, id) => filed.set(id, decision)); }
  }
  drawProgress();
}

function put(id, decision) {
  const past = log.get(id) || [], last = past.length ? past[past.length - 1][0] : null;
  if (Boolean(last) !== Boolean(decision) || !isSame(last, decision)) log.set(id, [...past, [decision || null, Date.now()]]);
  if (decision) decisions.set(id, decision); else decisions.delete(id);
  touched.set(id, decision || null);
}
function mark(id) {  // unsaved is what no file says yet, also where a decision that was saved is taken back
  const was = isPast((filed.get(id) || {}).expires) && !decisions.has(id) ? undefined : filed.get(id);
  if (decisions.has(id) === Boolean(was) && isSame(decisions.get(id), was)) unsaved.delete(id); else unsaved.add(id);
}
function isDecision(given) { return given && typeof given === "object" && has(STATE, given.state) && !["open", "reopened", "expired"].includes(given.state); }

// --- deciding

function decide(ones, decision) {
  undoable.push(ones.map((one) => [one.id, decisions.get(one.id) || null]));
  for (const one of ones) { put(one.id, decision && { ...decision }); mark(one.id); }
  const before = shown.indexOf(data.findings[openNumber]);
  afterChange();
  say(decision ? `${count(ones.length, "finding")}: ${STATE[decision.state]}` : `${count(ones.length, "finding")} reopened`);
  if (decision && $("advance").checked && ones.length === 1) goToNextOpen(ones[0], before);
}
function goToNextOpen(one, before) {
  const at = shown.includes(one) ? shown.indexOf(one) + 1 : before;
  const next = shown.slice(at).find(isOpen) || shown.find(isOpen);
  if (next) { open(next, true); reveal(next); }
}
function undo() {
  const last = undoable.pop();
  if (!last) { say("Nothing to undo"); return; }
  for (const [id, decision] of last) { put(id, decision); mark(id); }
  afterChange();
  const first = byId.get(last[0][0]);
  if (shown.includes(first)) { open(first, true); reveal(first); }
  say("Undone");
}
function afterChange() {
  keep();
  if (isServed) send();
  drawProgress();
  if (state.view === "findings") refresh();
}
const authorField = () => $("author").value.trim();
function choose(name) {
  const one = data.findings[openNumber];
  if (!one) return;
  if (NEEDS_REASON.includes(name)) { askReason(one, name); return; }
  decide([one], cleaned({ state: name, author: authorField() }));
}
function reopen() {
  const one = data.findings[openNumber];
  if (one && decisions.has(one.id)) decide([one], null);
}
function askReason(one, name) {
  const bar = document.querySelector(".decide");
  const now = decisions.get(one.id) || {};
  const reason = el("input", { type: "text", class: "reason", required: true, autocomplete: "off", maxlength: "2000", "aria-label": "Reason" });
  reason.value = now.state === name ? now.reason || "" : "";
  reason.placeholder = name === "false-positive" ? "Why is it no contradiction?" : NEEDS_REASON.includes(name) ? "Why may it stay as it is?" : "Note (may be empty)";
  reason.required = NEEDS_REASON.includes(name);
  const sort = name === "false-positive" && el("select", { "aria-label": "What was wrong" }, option("", "what was wrong (optional)"), Object.keys(SORT).map((key) => option(key, SORT[key])));
  if (sort) sort.value = now.sort || "";
  const until = el("input", { type: "date", "aria-label": "Holds until", title: "Last day on which it holds; empty for good", min: today() });
  until.value = now.expires || "";
  const form = el("form", { class: "ask", on: { submit: (event) => {
    event.preventDefault();
    decide([one], cleaned({ ...(now.state === name ? now : {}), state: name, reason: reason.value.trim(), sort: sort ? sort.value : "", author: authorField() || now.author, expires: until.value }));
    if (!isNarrow()) $("list").focus();
  } } },
  el("strong", {}, STATE[name]), reason, sort, el("label", { class: "until" }, "until ", until), el("button", { class: "main" }, "Save"),
  el("button", { type: "button", on: { click: () => { bar.replaceWith(decisionBar(one)); $("list").focus(); } } }, "Cancel"));
  bar.replaceChildren(form);
  reason.focus();
}
function note() {
  const one = data.findings[openNumber];
  if (one && decisions.has(one.id)) askReason(one, decisions.get(one.id).state);
  else if (one) say("Decide first: 1 to fix, 2 update, 3 false alarm, 4 accept");
}
function decisionBar(one) {
  const now = decisions.get(one.id);
  const button = ([key, name, words]) => el("button", { type: "button", class: now && now.state === name ? "chosen" : "", "aria-pressed": String(Boolean(now && now.state === name)), "data-state": name, on: { click: () => choose(name) } }, el("kbd", {}, key), ` ${words}`);
  return el("div", { class: "decide", role: "group", "aria-label": "Decision" },
    now && el("p", { class: "decided-as" }, el("strong", {}, `✓ ${STATE[now.state]}`), now.reason && ` – ${now.reason}`,
      el("span", { class: "soft" }, [now.sort && ` (${SORT[now.sort] || now.sort})`, now.author && ` by ${now.author}`, now.expires && `, until ${now.expires}`].filter(Boolean).join(""))),
    el("div", { class: "choices" }, CHOICES.map(button),
      now && el("button", { type: "button", on: { click: reopen } }, el("kbd", {}, "0"), " Reopen"),
      now && el("button", { type: "button", on: { click: note } }, el("kbd", {}, "n"), now.reason ? " Change reason" : " Add a note"), historyOf(one)));
}
function historyOf(one) {  // what was decided before, in this browser and as the report came
  const past = log.get(one.id) || [];
  if (past.length < 2) return "";
  const line = ([decision, when]) => el("li", {}, decision ? el("b", {}, STATE[decision.state] || decision.state) : "open",
    decision && [decision.reason && `: ${decision.reason}`, decision.author && ` (${decision.author})`].filter(Boolean).join(""),
    el("span", { class: "soft" }, when ? ` – ${new Date(when).toLocaleString()}` : " – as the report came"));
  return el("details", { class: "history" }, el("summary", {}, "History"), el("ol", {}, past.map(line)));
}
function badgeOf(one) {
  const name = stateOf(one);
  const change = one.change ? el("span", { class: "badge s-new" }, one.change === "new" ? "New" : "Changed") : "";
  return name === "open" ? change : el("span", {}, change, el("span", { class: `badge s-${name}` }, `${decisions.has(one.id) ? "✓" : "↺"} ${STATE[name]}`));
}
function reopenedNote(one) {
  if (decisions.has(one.id) || !voided.has(one.id)) return null;
  const before = voided.get(one.id);
  const was = `It was decided as “${STATE[before.state] || before.state}”${before.reason ? ` (${before.reason})` : ""}`;
  if (stateOf(one) === "expired") return el("p", { class: "banner" }, el("strong", {}, "↺ Expired. "), `${was} until ${before.expires || "a day that has passed"}.`);
  return el("p", { class: "banner" }, el("strong", {}, "↺ Reopened. "), `${was}, but its values have changed since. Then: ${before.message || "other values"}`);
}

// --- many at once

let asked = [];  // findings that the dialog is about
function askBulk(ones) {
  asked = ones;
  $("bulk-count").textContent = count(ones.length, "finding");
  $("bulk-reason").value = "";
  $("bulk-until").value = "";
  $("bulk-dialog").showModal();
}
function setUpBulk() {
  $("bulk-state").append(...CHOICES.map(([, name]) => option(name, STATE[name])));
  $("bulk-state").value = "accepted";
  $("bulk").addEventListener("click", () => askBulk([...shown]));
  $("bulk-group").addEventListener("click", () => askBulk([...groupOf(data.findings[openNumber] || shown[0]).ones]));
  $("bulk-form").addEventListener("submit", (event) => {
    if (event.submitter && event.submitter.value === "cancel") return;
    decide(asked, cleaned({ state: $("bulk-state").value, reason: $("bulk-reason").value.trim(), author: authorField(), expires: $("bulk-until").value }));
  });
}

// --- counters and the bar that never goes away

function drawProgress() {
  const loud = data.findings.filter((one) => !quiet.has(one.kind));
  const lapsed = ["reopened", "expired"].map((name) => [loud.filter((one) => stateOf(one) === name).length, name]);
  const part = (number, words, judged) => el("a", { href: unfiltered({ view: "findings", judged }) }, `${number.toLocaleString("en")} ${words}`);
  $("progress").replaceChildren(...[part(loud.filter(isOpen).length, "open", "open"), part(decisions.size, "decided", "decided"), ...lapsed.map(([number, name]) => number && part(number, name, name))]
    .filter(Boolean).flatMap((node, place) => (place ? [" · ", node] : [node])));
  const away = unsavedElsewhere(), waiting = unsaved.size + away;
  $("unsaved").textContent = waiting ? `${count(waiting, "unsaved decision")}${away ? `, ${away.toLocaleString("en")} on other pages` : ""}` : decisions.size ? `All decisions saved${isServed ? ` in ${fileName}` : ""}` : "";
  $("save").disabled = !waiting && !decisions.size;
  $("save").classList.toggle("main", waiting > 0);
  $("undo").disabled = !undoable.length;
}
function say(words) { $("said").textContent = words; }

function setUpReview() {
  restore(HERE);
  setUpBulk();
  $("author").value = recall("tieout-author") || "";
  $("author").addEventListener("change", () => remember("tieout-author", authorField()));
  $("advance").checked = recall("tieout-advance") !== "off";
  $("advance").addEventListener("change", (event) => remember("tieout-advance", event.target.checked ? "on" : "off"));
  $("save").addEventListener("click", save);
  $("undo").addEventListener("click", undo);
  $("load").addEventListener("click", () => $("file").click());
  $("file").addEventListener("change", (event) => { const [file] = event.target.files; event.target.value = ""; if (file) load(file); });
  let isTurning = false;  // to another page of this report, which saves what is kept here too
  for (const link of document.querySelectorAll(".parts a")) link.addEventListener("click", () => { isTurning = true; });
  addEventListener("beforeunload", (event) => { if (unsaved.size && !isTurning) event.preventDefault(); });
  addEventListener("storage", hearSiblings);
  $("bar").hidden = false;
  if (isServed) setUpServed();
  drawProgress();
  offerEarlier();
}


// --- review ------------------------------------------------------------------------------------------------
// A decision is {state, reason, sort, author, expires}. What a reviewer does here is kept in this browser at once,
// under the project and the run, and leaves it as tieout-decisions.json, which the next run reads.

const STORE = `tieout:${data.project}:`;
const HERE = STORE + data.run_id;
const NEEDS_REASON = ["false-positive", "accepted"];
const SORT = {
  extraction: "figure read wrongly", entity: "another subject", period: "another time", unit: "another unit", rule: "the rule is wrong",
};
const CHOICES = [["1", "to-fix", "To fix"], ["2", "update", "Is an update"], ["3", "false-positive", "False alarm"], ["4", "accepted", "Accept"]];
const FIELDS = ["state", "reason", "sort", "author", "expires"];

const decisions = new Map(data.findings.filter((one) => one.decision).map((one) => [one.id, cleaned(one.decision)]));
let touched = new Map();   // id -> decision, or null where it was taken back; what this browser adds to the report
let unsaved = new Set();   // ids that no file holds yet
let others = new Map();    // entries of a loaded file whose findings are not in this report
let voided = new Map();    // id -> earlier decision that holds no more: its values have changed, or its day has passed
for (const one of data.findings) if (one.lapsed) voided.set(one.id, one.lapsed);
const undoable = [];

const stateOf = (one) => (decisions.has(one.id) ? decisions.get(one.id).state : voided.has(one.id) ? lapsedState(one.id) : "open");
const lapsedState = (id) => (voided.get(id).why === "expired" ? "expired" : "reopened");
const isOpen = (one) => !decisions.has(one.id);
function cleaned(given) {
  return Object.fromEntries(FIELDS.filter((name) => typeof given[name] === "string" && given[name]).map((name) => [name, given[name]]));
}

function keep() {
  remember(HERE, JSON.stringify({ touched: [...touched], unsaved: [...unsaved], others: [...others], voided: [...voided] }));
}
function restore(key) {
  try {
    const kept = JSON.parse(recall(key) || "{}");
    for (const [id, decision] of kept.touched || []) if (byId.has(id)) put(id, decision && cleaned(decision));
    unsaved = new Set([...unsaved, ...(kept.unsaved || []).filter((id) => byId.has(id))]);
    others = new Map([...others, ...(kept.others || [])]);
    for (const [id, entry] of kept.voided || []) if (byId.has(id)) voided.set(id, entry);
  } catch { /* what another program has put there is no decision */ }
}
function put(id, decision) {
  if (decision) decisions.set(id, decision); else decisions.delete(id);
  touched.set(id, decision || null);
}
function isDecision(given) { return given && typeof given === "object" && given.state in STATE && !["open", "reopened", "expired"].includes(given.state); }

// --- deciding

function decide(ones, decision) {
  undoable.push(ones.map((one) => [one.id, decisions.get(one.id) || null, unsaved.has(one.id)]));
  for (const one of ones) { put(one.id, decision && { ...decision }); unsaved.add(one.id); }
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
  for (const [id, decision, wasUnsaved] of last) {
    put(id, decision);
    if (wasUnsaved) unsaved.add(id); else unsaved.delete(id);
  }
  afterChange();
  const first = byId.get(last[0][0]);
  if (shown.includes(first)) { open(first, true); reveal(first); }
  say("Undone");
}
function afterChange() {
  keep();
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
  const form = el("form", { class: "ask", on: { submit: (event) => {
    event.preventDefault();
    decide([one], cleaned({ ...(now.state === name ? now : {}), state: name, reason: reason.value.trim(), sort: sort ? sort.value : "", author: authorField() || now.author }));
    if (!isNarrow()) $("list").focus();
  } } },
  el("strong", {}, STATE[name]), reason, sort, el("button", { class: "main" }, "Save"),
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
      now && el("button", { type: "button", on: { click: note } }, el("kbd", {}, "n"), now.reason ? " Change reason" : " Add a note")));
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

function askBulk() {
  $("bulk-count").textContent = count(shown.length, "finding");
  $("bulk-reason").value = "";
  $("bulk-dialog").showModal();
}
function setUpBulk() {
  $("bulk-state").append(...CHOICES.map(([, name]) => option(name, STATE[name])));
  $("bulk-state").value = "accepted";
  $("bulk").addEventListener("click", askBulk);
  $("bulk-form").addEventListener("submit", (event) => {
    if (event.submitter && event.submitter.value === "cancel") return;
    decide([...shown], cleaned({ state: $("bulk-state").value, reason: $("bulk-reason").value.trim(), author: authorField() }));
  });
}

// --- counters and the bar that never goes away

function drawProgress() {
  const loud = data.findings.filter((one) => !quiet.has(one.kind));
  const lapsed = ["reopened", "expired"].map((name) => [loud.filter((one) => stateOf(one) === name).length, name]);
  const part = (number, words, judged) => el("a", { href: unfiltered({ view: "findings", judged }) }, `${number.toLocaleString("en")} ${words}`);
  $("progress").replaceChildren(...[part(loud.filter(isOpen).length, "open", "open"), part(decisions.size, "decided", "decided"), ...lapsed.map(([number, name]) => number && part(number, name, name))]
    .filter(Boolean).flatMap((node, place) => (place ? [" · ", node] : [node])));
  $("unsaved").textContent = unsaved.size ? `${count(unsaved.size, "unsaved decision")}` : decisions.size ? "All decisions saved" : "";
  $("save").disabled = !unsaved.size && !decisions.size;
  $("save").classList.toggle("main", unsaved.size > 0);
  $("undo").disabled = !undoable.length;
}
function say(words) { $("said").textContent = words; }

// --- files

function entryOf(id) {
  const one = byId.get(id), given = decisions.get(id);
  const entry = { finding: id, rule: one.rule, subject: one.subject, attribute: one.attribute, message: one.message, ...given };
  const order = ["finding", "rule", "subject", "attribute", "message", "state", "reason", "sort", "author", "expires"];
  return Object.fromEntries(order.filter((name) => entry[name]).map((name) => [name, entry[name]]));
}
function decisionsFile() {  // sorted, one key a line, ASCII: two reviewers' files merge line by line
  const entries = new Map([...others, ...[...decisions.keys()].map((id) => [id, entryOf(id)])]);
  const ids = [...entries.keys()].sort((a, b) => (a < b ? -1 : 1));
  const text = JSON.stringify({ format: 1, decisions: ids.map((id) => entries.get(id)) }, null, 1);
  return text.replace(/[\u007f-\uffff]/g, (sign) => "\\u" + sign.charCodeAt(0).toString(16).padStart(4, "0")) + "\n";
}
function download(name, text, type) {
  const link = el("a", { href: URL.createObjectURL(new Blob([text], { type })), download: name, class: "off", tabindex: "-1" });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}
function save() {
  if ($("save").disabled) { say("There is nothing to save yet"); return; }
  download("tieout-decisions.json", decisionsFile(), "application/json");
  unsaved = new Set();
  keep();
  drawProgress();
  say(`${count(decisions.size + others.size, "decision")} saved as tieout-decisions.json; put it beside the documents`);
}
async function load(file) {
  let entries;
  try {
    const whole = JSON.parse(await file.text());
    if (whole.format !== 1 || !Array.isArray(whole.decisions)) throw new Error("it has no decisions of format 1");
    entries = whole.decisions.filter((entry) => isDecision(entry) && typeof (entry.finding ?? entry.id) === "string").map((entry) => [entry.finding ?? entry.id, entry]);
    if (entries.length < whole.decisions.length) say(`${count(whole.decisions.length - entries.length, "entry", "entries")} of the file could not be read`);
  } catch (error) { say(`${file.name} was not loaded: ${error.message}`); return; }
  const differs = entries.filter(([id, entry]) => byId.has(id) && unsaved.has(id) && !isSame(decisions.get(id), cleaned(entry)));
  const mine = differs.length > 0 && !(await askConflicts(differs));
  const skip = new Set(mine ? differs.map(([id]) => id) : []);
  take(entries.filter(([id]) => !skip.has(id)));
}
const isSame = (a, b) => FIELDS.every((name) => ((a || {})[name] || "") === ((b || {})[name] || ""));
function take(entries) {
  let taken = 0, void_ = 0;
  const thing = (one) => [one.rule, one.subject, one.attribute].map((word) => (word || "").toLowerCase()).join("\n");
  const successors = new Map(data.findings.filter((one) => !quiet.has(one.kind)).map((one) => [thing(one), one]));
  undoable.push(entries.filter(([id]) => byId.has(id)).map(([id]) => [id, decisions.get(id) || null, unsaved.has(id)]));
  for (const [id, entry] of entries) {
    if (byId.has(id)) { put(id, cleaned(entry)); unsaved.delete(id); taken += 1; continue; }
    others.set(id, entry);
    const successor = entry.rule && successors.get(thing(entry));  // its values have changed, so its id has
    if (successor && !decisions.has(successor.id)) { voided.set(successor.id, entry); void_ += 1; }
  }
  afterChange();
  say(`${count(taken, "decision")} loaded` + (void_ ? `, ${count(void_, "finding")} reopened as values have changed` : "") + (entries.length - taken - void_ ? `, ${entries.length - taken - void_} about nothing in this report` : ""));
}
function askConflicts(differs) {  // resolves to true where the file's decisions shall hold
  $("merge-list").replaceChildren(...differs.slice(0, 50).map(([id, entry]) => el("li", {}, `${aboutOf(byId.get(id))}: here ${STATE[stateOf(byId.get(id))]}, in the file ${STATE[entry.state]}${entry.author ? ` by ${entry.author}` : ""}`)));
  $("merge").returnValue = "";
  $("merge").showModal();
  return new Promise((done) => $("merge").addEventListener("close", () => done($("merge").returnValue === "theirs"), { once: true }));
}
function offerEarlier() {  // decisions of an earlier run of the same folder, made in this browser and never saved
  const keys = [];
  try { for (let at = 0; at < localStorage.length; at += 1) keys.push(localStorage.key(at)); } catch { return; }
  const earlier = keys.filter((key) => key.startsWith(STORE) && key !== HERE && (recall(key) || "").includes('"unsaved":["')).sort();
  if (!earlier.length || recall(HERE)) return;
  const button = el("button", { type: "button", on: { click: () => { earlier.forEach(restore); afterChange(); button.remove(); } } }, "Take over unsaved decisions of an earlier run");
  $("said").after(button);
}
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
  addEventListener("beforeunload", (event) => { if (unsaved.size) event.preventDefault(); });
  $("bar").hidden = false;
  drawProgress();
  offerEarlier();
}


// --- files of decisions: saved and loaded by hand -----------------------------------------------------------

const isServed = "served" in document.documentElement.dataset;
let fileName = "tieout-decisions.json";
let isSending = false;
let fromFile = new Set();  // ids that the served file has decided

function entryOf(id) {
  const one = byId.get(id), given = decisions.get(id);
  const entry = { finding: id, rule: one.rule, subject: one.subject, attribute: one.attribute, message: one.message, ...given };
  const order = ["finding", "rule", "subject", "attribute", "message", "state", "reason", "sort", "author", "expires"];
  return Object.fromEntries(order.filter((name) => entry[name]).map((name) => [name, entry[name]]));
}
const fileEntries = () => new Map([...elsewhere(), ...[...decisions.keys()].map((id) => [id, entryOf(id)])]);
function decisionsFile() {  // sorted, one key a line, ASCII: two reviewers' files merge line by line
  const entries = fileEntries();
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
  if (isServed && !unsaved.size) { say(`All decisions are in ${fileName}`); return; }
  if (isServed && !isSending) { send(true); return; }
  saveCopy();
}
function saveCopy() {
  download("tieout-decisions.json", decisionsFile(), "application/json");
  unsaved = new Set();
  filed.clear();
  decisions.forEach((decision, id) => filed.set(id, decision));
  keep();
  settleSiblings();
  drawProgress();
  say(`${count(fileEntries().size, "decision")} saved as tieout-decisions.json; put it beside the documents`);
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
  undoable.push(entries.filter(([id]) => byId.has(id)).map(([id]) => [id, decisions.get(id) || null]));
  const [taken, changed] = takeIn(entries);
  if (isServed) entries.filter(([id]) => byId.has(id) && !fromFile.has(id)).forEach(([id]) => { filed.delete(id); mark(id); });
  afterChange();
  say(`${count(taken, "decision")} loaded` + (changed ? `, ${count(changed, "finding")} reopened as values have changed` : "") + (entries.length - taken - changed ? `, ${entries.length - taken - changed} about nothing in this report` : ""));
}
const isPast = (day) => Boolean(day) && !(/^\d{4}-\d\d-\d\d$/.test(day) && day >= today());
function today() { const now = new Date(); return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-"); }
function takeIn(entries) {  // returns how many were taken, and how many are void because values have changed
  let taken = 0, changed = 0;
  const thing = (one) => [one.rule, one.subject, one.attribute].map((word) => (word || "").toLowerCase()).join("\n");
  const successors = new Map(data.findings.filter((one) => !quiet.has(one.kind)).map((one) => [thing(one), one]));
  for (const [id, entry] of entries) {
    if (byId.has(id)) {
      taken += 1;
      filed.set(id, cleaned(entry));
      if (isPast(entry.expires)) voided.set(id, { ...entry, why: "expired" });
      put(id, isPast(entry.expires) ? null : cleaned(entry));
      unsaved.delete(id);
      if (isServed) others.delete(id);
      continue;
    }
    others.set(id, entry);
    const successor = entry.rule && successors.get(thing(entry));  // its values have changed, so its id has
    if (successor && !decisions.has(successor.id)) { voided.set(successor.id, entry); changed += 1; }
  }
  return [taken, changed];
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
  const earlier = keys.filter((key) => key.startsWith(STORE) && !key.startsWith(RUN) && (recall(key) || "").includes('"unsaved":["')).sort();
  if (!earlier.length || recall(HERE)) return;
  const button = el("button", { type: "button", on: { click: () => { earlier.forEach(restore); afterChange(); button.remove(); } } }, "Take over unsaved decisions of an earlier run");
  $("said").after(button);
}


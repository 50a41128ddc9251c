// --- served: every decision goes to the file at once. Only a page that `tieout review` shows has this part ------

let drawnFor = "";  // the decisions that the list shows

async function ask(given) {
  const answer = await fetch("decisions", { cache: "no-store", ...given });
  const told = await answer.json();
  if (!answer.ok && answer.status !== 409) throw new Error(told.error || "the program refused");
  return told;
}
function takeFiled(told) {  // what the file says holds, but for what is decided here and not written yet
  const rows = new Map(told.decisions.map((entry) => [entry.finding, entry]));
  for (const id of [...filed.keys()]) {
    if (rows.has(id) || !fromFile.has(id)) continue;
    filed.delete(id);  // somebody took it out of the file
    if (!unsaved.has(id)) put(id, null);
  }
  others = new Map();
  takeIn([...rows].filter(([id]) => !unsaved.has(id)));
  for (const [id, entry] of rows) if (unsaved.has(id)) filed.set(id, cleaned(entry));
  fromFile = new Set(rows.keys());
  fileName = told.file;
}
async function send(isAsked) {
  if (isSending || !unsaved.size) return;
  isSending = true;
  try {
    while (unsaved.size) await sendOnce();
  } catch (error) {
    say(`Not saved: ${error instanceof TypeError ? "the program that serves this page has stopped" : error.message}. Your decisions are kept in this browser.`);
    if (isAsked) saveCopy();
  }
  isSending = false;
  redraw();
}
function redraw() {  // whoever is writing a reason shall not lose it to what others decide
  keep();
  drawProgress();
  const now = JSON.stringify([...decisions]);
  if (now === drawnFor || document.querySelector(".ask")) return;
  drawnFor = now;
  if (state.view === "findings") refresh();
}
async function sendOnce() {
  drawnFor = JSON.stringify([...decisions]);
  const sent = new Map([...unsaved].map((id) => [id, decisions.get(id)]));
  const was = (id) => (fromFile.has(id) && filed.has(id) ? { finding: id, ...filed.get(id) } : null);
  const changes = [...sent].map(([id, decision]) => ({ finding: id, was: was(id), now: decision ? entryOf(id) : null }));
  const told = await ask({ method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ changes }) });
  if (!told.contested.length) for (const [id, decision] of sent) if (decisions.get(id) === decision) unsaved.delete(id);
  takeFiled(told);
  if (!told.contested.length) return;
  const rows = new Map(told.decisions.map((entry) => [entry.finding, entry]));
  const differs = told.contested.map((id) => [id, rows.get(id) || { state: "open" }]);
  if (await askConflicts(differs)) {
    for (const [id, entry] of differs) { put(id, rows.has(id) ? cleaned(entry) : null); mark(id); }
  }
}
async function look() {  // what others have written since
  if (isSending) return;
  try { takeFiled(await ask()); } catch (error) { say(`The decisions of ${fileName} could not be read: ${error.message}`); return; }
  redraw();
  send();
}
function setUpServed() {
  $("save").textContent = "Save now";
  $("save").title = "Decisions are written at once; this tries again (s)";
  look();
  addEventListener("focus", look);
}


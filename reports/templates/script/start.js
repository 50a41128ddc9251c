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
    el("p", { class: "label" }, el("span", { class: "kind" }, `${GLYPH[one.kind]} ${NAME[one.kind]}`), el("span", {}, one.severity), one.cause && el("span", {}, one.cause), el("span", {}, one.rule || ""), decisions.has(one.id) && el("span", {}, `✓ ${STATE[stateOf(one)]}${decisions.get(one.id).reason ? `: ${decisions.get(one.id).reason}` : ""}`)),
    el("h2", {}, one.headline || aboutOf(one)),
    one.cards.map((given) => el("figure", {}, quoted(given), [...given.mentions, ...(given.same || [])].map((number) => one.evidence[number]).map((source) =>
      el("figcaption", {}, [source.at, source.document === undefined ? "" : data.documents[source.document].title, source.as_of, source.speaker, SIDE[source.side] || source.side].filter(Boolean).join(" · "))))));
}

// --- start -------------------------------------------------------------------------------------------------

function begin() {  // everything has arrived
  setUpFilter();
  setUpReview();
  readAddress();
  show();
  whenIdle(() => prepareWords(0));
  if (state.id) {
    const one = byId.get(state.id);
    if (shown.includes(one)) { $("list").scrollTop = Math.max(0, topOf(one) - 2 * ROW); document.body.classList.add("reading"); }
  }
  addEventListener("hashchange", () => { readAddress(); show(); });
  addEventListener("keydown", onKey);
  addEventListener("beforeprint", fillPrint);
  addEventListener("afterprint", () => $("print").replaceChildren());
  $("theme").addEventListener("click", turnTheme);
  $("help-open").addEventListener("click", () => $("help").showModal());
  $("keys-on").checked = keysOn;
  $("keys-on").addEventListener("change", (event) => { keysOn = event.target.checked; remember("tieout-keys", keysOn ? "on" : "off"); });
}
function preview() {  // a long page shows its first findings while the rest of it is still read
  $("main").inert = true;
  if (location.hash.length > 1) return;
  shown = data.findings.filter((one) => !quiet.has(one.kind));
  layOut();
  drawList();
  drawDetail(isNarrow() ? null : shown[0]);
  tell("Reading the rest …");
}
function soon() {  // once the first rows are on the screen; a page in the background draws none and need not wait
  requestAnimationFrame(() => setTimeout(takeRest));
  setTimeout(takeRest, 200);
}
function takeRest() {
  if (!$("main").inert) return;
  for (const island of document.querySelectorAll("script.later")) {
    const part = JSON.parse(island.textContent);
    island.remove();
    if (part.facts) data.facts = part.facts;
    admit(part.findings);
  }
  $("main").inert = false;
  begin();
}

const theme = recall("tieout-theme");
if (theme === "dark" || theme === "light") document.documentElement.dataset.theme = theme;
$("main").hidden = false;
document.querySelector(".views").hidden = false;
let isDrawing = false;
$("list").addEventListener("scroll", () => {
  if (isDrawing) return;
  isDrawing = true;
  requestAnimationFrame(() => { isDrawing = false; drawRows(); });
});
addEventListener("resize", drawRows);
admit(data.findings.splice(0));
drawChips();
if (data.later) { preview(); addEventListener("DOMContentLoaded", soon); } else begin();

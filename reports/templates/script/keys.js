// --- moving about ------------------------------------------------------------------------------------------

function step(by) {
  const at = shown.findIndex((one) => one.number === openNumber);
  const next = shown[at < 0 ? 0 : Math.min(shown.length - 1, Math.max(0, at + by))];
  if (!next) return;
  reveal(next);
  const isReading = document.body.classList.contains("reading");
  open(next, true);
  if (isNarrow() && !isReading) document.body.classList.remove("reading");
}
function reveal(one) {
  if (folded.has(nameOfGroup(one))) fold(nameOfGroup(one));
  const list = $("list"), place = topOf(one);
  if (place < list.scrollTop) list.scrollTop = place;
  else if (place + ROW > list.scrollTop + list.clientHeight) list.scrollTop = place + ROW - list.clientHeight;
}
function goToFigure(number) {
  const one = data.findings[openNumber];
  goToCard(one.cards.findIndex((given) => given.mentions.includes(number) || (given.same || []).includes(number)));
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
  const done = () => { say("Copied"); };
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
  x: () => shown.length && fold(nameOfGroup(data.findings[openNumber] || shown[0])), c: copyLink, t: turnTheme, u: undo, n: note, s: save, 0: reopen, ...Object.fromEntries(CHOICES.map(([key, name]) => [key, () => choose(name)])), "[": () => stepCard(-1), "]": () => stepCard(1),
};
function toggleOpen() {
  if (isNarrow() && document.body.classList.contains("reading")) close();
  else if (shown.length) { open(data.findings[openNumber] || shown[0]); $("detail").focus(); }
}
function onKey(event) {
  const field = event.target.closest("input:not([type=checkbox]), select, textarea");
  if (event.key === "Escape") { if (field) { field.blur(); $("list").focus(); } else if (!document.querySelector("dialog[open]")) close(); return; }
  if (field || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  if (event.target === $("list") && ["ArrowDown", "ArrowUp"].includes(event.key)) { step(event.key === "ArrowDown" ? 1 : -1); event.preventDefault(); return; }
  if (event.target === $("list") && event.key === "Enter") { toggleOpen(); event.preventDefault(); return; }
  if (!keysOn) return;
  const view = Object.keys(VIEWS).find((name) => VIEWS[name] === event.key);
  if (lead && event.timeStamp - lead < 1500 && view) { lead = 0; goTo(view); event.preventDefault(); return; }
  lead = event.key === "g" ? event.timeStamp : 0;
  const isFindings = state.view === "findings" || "?tsu".includes(event.key);
  if (KEYS[event.key] && isFindings) { event.preventDefault(); KEYS[event.key](); }
}

// --- changes, entities, rules ------------------------------------------------------------------------------

const CHANGE = { new: ["+", "New"], changed: ["~", "Changed"], gone: ["−", "Gone"] };
const HOW = {
  exact: "the same words", acronym: "short for it", "short-form": "a shorter form", alias: "named as one by you",
  fuzzy: "spelled alike", demonym: "the people of it", alike: "spelled alike",
};
const LONGEST_NAME = 200;  // that the file takes
const SURE_NAME = 90;  // score from which two names are offered as one

function drawChanges() {
  const rows = data.changes || [];
  const tally = Object.keys(CHANGE).map((name) => count(rows.filter((one) => one.state === name).length, CHANGE[name][1].toLowerCase(), CHANGE[name][1].toLowerCase()));
  const line = (one) => {
    const found = data.findings[one.number];
    const words = one.now || one.before;
    return el("tr", { class: `k-${one.kind}` }, el("td", { class: "one-line" }, el("span", { class: "badge" }, CHANGE[one.state].join(" "))),
      el("td", { class: "one-line" }, el("span", { class: "label" }, el("span", { class: "kind" }, glyph(one.kind), NAME[one.kind]))),
      el("th", { scope: "row" }, found ? linkTo(found, found.headline || words) : words, one.state === "changed" && el("div", { class: "soft" }, `Before: ${one.before}`)),
      el("td", {}, one.reason || "no reason is known"));
  };
  $("view-changes").append(...[el("h2", {}, "Since the earlier run"),
    el("p", { class: "note" }, `${tally.join(", ")}. The reason is the nearest thing that differs between the two runs: a document of the finding, its rule, the settings, or other documents.`),
    rows.length ? longTable(["Change", "Verdict", "Finding", "Likely reason"], rows, line) : el("p", {}, "No finding is new, changed or gone.")].flat());
}
function longTable(heads, items, line) {  // rows are added as they are asked for
  const body = el("tbody");
  const more = el("button", { type: "button", class: "plain", on: { click: () => add() } });
  const add = () => {
    body.append(...items.slice(body.children.length, body.children.length + PAGE).map(line));
    more.hidden = body.children.length >= items.length;
    more.textContent = `Show more (${(items.length - body.children.length).toLocaleString("en")} left)`;
  };
  add();
  return [el("div", { class: "wide", tabindex: "0", role: "group", "aria-label": "Table" }, el("table", {}, el("thead", {}, el("tr", {}, heads.map(headCell))), body)), more];
}
function drawEntities() {
  const { rows, near, in_all } = data.entities;
  const merge = ([a, b, how, score]) => el("div", {}, `${a} = ${b}`, el("span", { class: "soft" }, ` – ${HOW[how] || how}${score ? `, ${score} of 100` : ""}`));
  const line = (one) => el("tr", {}, el("th", { scope: "row" }, el("a", { href: unfiltered({ view: "findings", q: `subject:"${one.name}"`, kinds: new Set(data.kinds) }) }, one.name)),
    el("td", {}, (one.others || []).map((name) => el("div", {}, name))),
    el("td", {}, one.merges && el("details", {}, el("summary", {}, count(one.merges.length, "comparison")), one.merges.map(merge))),
    el("td", { class: "n" }, String(one.documents)), el("td", { class: "n" }, String(one.facts)));
  $("view-entities").append(...[
    el("h2", {}, `${count(in_all, "name")} that figures are about`),
    el("p", { class: "note" }, "Figures are compared only where they are about one thing. Here are the names that were held to be one, and why." + (in_all > rows.length ? ` The first ${count(rows.length, "name")} are listed; tieout entities list names all.` : "")),
    ...(rows.length ? longTable(["Name", "Also called", "Why they are one", "#Documents", "#Figures"], rows, line) : []),
    ...nearMisses(near)]);
}
function nearMisses(near) {
  const head = el("h2", {}, "Names that may be one");
  if (!near.length) return [head, el("p", { class: "note" }, "No two names look alike without having been joined.")];
  const snippet = el("textarea", { class: "snippet", readonly: true, rows: "8", "aria-label": "Lines for entities.yaml", spellcheck: "false" });
  const choices = [];
  const fill = () => { snippet.value = entitiesFile(near.map(([name, alias], place) => [name, alias, choices[place].value])); };
  const line = ([name, alias, score, how], place) => {
    choices[place] = el("select", { "aria-label": `${name} and ${alias}`, on: { change: fill } }, option("", "undecided"), option("one", "are one"), option("two", "are two"));
    choices[place].value = score >= SURE_NAME ? "one" : "";
    return el("tr", {}, el("th", { scope: "row" }, name), el("td", {}, alias), el("td", {}, HOW[how] || how), el("td", { class: "n" }, String(score)), el("td", {}, choices[place]));
  };
  const listed = table(["Name", "Other name", "How they look alike", "#Score of 100", "They"], near.map(line));
  fill();
  return [head, el("p", { class: "note" }, "They were not joined, so figures about them were not compared. Choose which are one and which are two, and put the lines below into entities.yaml beside the documents; the next run goes by it."), listed,
    el("h2", {}, "Lines for entities.yaml"), snippet, el("div", { class: "tools" }, el("button", { type: "button", on: { click: () => copy(snippet.value) } }, "Copy the lines"))];
}
const UNPRINTABLE = /[\u007f-\u009f\u2028\u2029\ufdd0-\ufdef\ufeff\ufffe\uffff]/g;  // for YAML
function yamlText(words) {  // in double quotes and with escapes it is YAML whatever it holds
  return JSON.stringify(words).replace(UNPRINTABLE, (sign) => "\\u" + sign.charCodeAt(0).toString(16).padStart(4, "0"));
}
function entitiesFile(pairs) {
  const entries = new Map();
  for (const [name, other, choice] of pairs) {
    if (!choice || Math.max(name.length, other.length) > LONGEST_NAME) continue;
    const entry = entries.get(name) || { one: [], two: [] };
    entry[choice].push(yamlText(other));
    entries.set(name, entry);
  }
  const list = (key, names) => (names.length ? [`    ${key}: [${names.join(", ")}]`] : []);
  const lines = [...entries].flatMap(([name, entry]) => [`  - name: ${yamlText(name)}`, ...list("aliases", entry.one), ...list("not-same-as", entry.two)]);
  return lines.length ? ["version: 1", "entities:", ...lines, ""].join("\n") : "# choose above which names are one\n";
}
function drawRules() {
  const ran = data.rules.filter((one) => one.ran), off = data.rules.filter((one) => !one.ran);
  const line = (one) => el("tr", {}, el("th", { scope: "row", class: "one-line" }, one.code),
    el("td", {}, one.summary, (one.why || one.how) && el("details", {}, el("summary", {}, "Why, and how to mend it"), one.why && el("p", {}, one.why), one.how && el("p", {}, one.how)),
      el("span", { class: "soft" }, [one.pack && `pack ${one.pack}`, one.status, `tieout explain ${one.code}`].filter(Boolean).join(" · "))),
    el("td", {}, one.severity), el("td", { class: "n" }, one.findings ? el("a", { href: unfiltered({ view: "findings", q: `rule:${one.code}`, kinds: new Set(data.kinds) }) }, one.findings.toLocaleString("en")) : "0"));
  $("view-rules").append(...[
    el("h2", {}, `${count(ran.length, "rule")} ran`), ...longTable(["Rule", "What it looks for", "Severity", "#Findings"], ran, line),
    ...(off.length ? [el("h2", {}, `${count(off.length, "rule")} did not run`), el("p", { class: "note" }, "They were left out by the settings, or are being tried out (preview)."), ...longTable(["Rule", "What it looks for", "Severity", "#Findings"], off, line)] : [])]);
}


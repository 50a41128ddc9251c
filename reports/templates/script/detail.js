// --- one finding -------------------------------------------------------------------------------------------

let openNumber = -1;
let card = -1;
const openId = () => (openNumber >= 0 ? data.findings[openNumber].id : "");
const isNarrow = () => matchMedia("(max-width: 860px)").matches;

function open(one, keepFocus) {
  state.id = one.id;
  drawGroupButton(one);
  drawDetail(one);
  keepAddress();
  document.body.classList.add("reading");
  if (isNarrow() && !keepFocus) $("detail").focus();
}
function close() { document.body.classList.remove("reading"); $("list").focus(); }

function drawDetail(one) {
  openNumber = one ? one.number : -1;
  card = -1;
  const place = shown.indexOf(one);
  const { name, ones } = groupOf(one);
  const among = name ? `, ${(ones.indexOf(one) + 1).toLocaleString("en")} of ${ones.length.toLocaleString("en")} in ${name}` : "";
  tell(shown.length ? `${place >= 0 ? `${(place + 1).toLocaleString("en")} of ` : ""}${count(shown.length, "finding")}${among}` : "No findings");
  $("detail").replaceChildren(...(one ? detailOf(one, place) : isNarrowed() || isNarrow() ? [] : [calm()]));
  $("detail").className = `detail k-${one ? one.kind : "none"}`;
  $("detail").scrollTop = 0;
  drawRows();
}
function detailOf(one, place) {
  const move = el("div", { class: "move" },
    el("button", { type: "button", title: "Previous (k)", "aria-label": "Previous finding", disabled: place <= 0, on: { click: () => step(-1) } }, "↑"),
    el("button", { type: "button", title: "Next (j)", "aria-label": "Next finding", disabled: place >= shown.length - 1, on: { click: () => step(1) } }, "↓"));
  const about = [one.severity, one.cause, one.period, `${one.sure || 0}% sure`, one.rule && `rule ${one.rule}`].filter(Boolean);
  return [
    el("button", { type: "button", class: "back", on: { click: close } }, "← All findings"), move,
    el("p", { class: "label" }, el("span", { class: "kind" }, glyph(one.kind), NAME[one.kind]), about.map((words) => el("span", {}, words))),
    el("h2", {}, one.headline || aboutOf(one)),
    reopenedNote(one),
    picture(one),
    el("h3", {}, `${count(one.evidence.length, "figure")} in context${one.voices ? `, ${count(one.voices, "independent voice")}` : ""}`),
    el("div", { class: "cards" }, cardOrder(one).map((card) => cardOf(one, card))),
    ...reasons(one),
    el("p", { class: "fine" }, el("span", {}, `Finding ${one.id}`),
      el("button", { type: "button", class: "plain", on: { click: copyLink } }, "Copy a link to it")),
    decisionBar(one),
  ].filter(Boolean);
}
function picture(one) {
  if (one.timeline) return timelineOf(one);
  if (one.kind === "arithmetic" && !one.sum) return "";
  if (one.sum) return sumOf(one);
  return chartOf(one);
}
function who(one, numbers) {
  const seen = new Map();
  for (const number of numbers) {
    const source = one.evidence[number];
    const words = source.speaker ? `${shortName(source)} (${source.speaker})` : shortName(source);
    if (!seen.has(words)) seen.set(words, number);
  }
  const all = [...seen].map(([words, number]) => el("div", {}, el("button", { type: "button", class: "plain", title: sourceName(one.evidence[number]), on: { click: () => goToFigure(number) } }, words)));
  return all.length > 6 ? [...all.slice(0, 5), el("div", {}, `and ${all.length - 5} more`)] : all;
}
function chartOf(one) {
  const hasScale = Boolean(one.axis) && (one.groups || []).some((group) => group.bar);
  const rows = (one.groups || []).map((group) => el("div", { class: "vrow" },
    el("div", { class: "value" }, group.value, group.side && el("span", {}, " ", el("span", { class: "tag" }, SIDE[group.side] || group.side)),
      group.interval && !group.value.includes(group.interval) && el("small", {}, `read as ${group.interval}`)),
    hasScale && (group.bar ? barOf(group.bar, one.axis, `${group.value}: ${group.interval || ""}`) : el("span")),
    el("div", { class: "who" }, who(one, group.mentions))));
  if (hasScale) rows.push(el("div", { class: "vrow axis", "aria-hidden": "true" }, el("span", {}, `${one.axis.unit}${one.axis.log ? ", logarithmic" : ""}`), axisOf(one.axis), el("span")));
  return el("div", { class: hasScale ? "values-chart" : "values-chart no-scale" }, rows);
}
function barOf([start, end, middle], axis, words) {
  const isPoint = end - start < 4;  // too narrow to be seen as a stretch
  const lines = axis.ticks.map(([at]) => svg("line", { class: "rail", x1: `${at}%`, x2: `${at}%`, y1: 0, y2: 28 }));
  return svg("svg", { role: "img", "aria-label": words }, ...lines,
    ...(isPoint ? [] : [svg("rect", { class: "bar", x: `${start}%`, y: 8, width: `${end - start}%`, height: 12, rx: 2 })]),
    svg("circle", { class: "dot", cx: `${middle}%`, cy: 14, r: isPoint ? 5 : 4 }));
}
function axisOf(axis) {
  const longest = Math.max(...axis.ticks.map(([, words]) => words.length));
  const every = Math.ceil((axis.ticks.length * (longest + 1) * 7) / 300);  // px of a letter, and of a narrow scale
  const marks = axis.ticks.flatMap(([at, words], place) => {
    if (place % every) return [svg("line", { class: "tick", x1: `${at}%`, x2: `${at}%`, y1: 0, y2: 4 })];
    const label = svg("text", { x: `${at}%`, y: 17 });
    label.textContent = words;
    return [svg("line", { class: "tick", x1: `${at}%`, x2: `${at}%`, y1: 0, y2: 4 }), label];
  });
  return svg("svg", {}, ...marks);
}
function timelineOf(one) {
  const steps = one.timeline.map((moment) => el("li", { class: moment.current ? "current" : "" },
    el("time", {}, moment.date || "no date"),
    el("div", {}, el("span", { class: "value" }, moment.value),
      el("span", { class: moment.current ? "tag" : "tag quiet" }, moment.current ? "current" : "superseded"),
      el("div", { class: "who" }, who(one, moment.mentions)))));
  const now = one.current && !one.timeline.some((moment) => moment.current) ? el("p", { class: "note" }, `Current value: ${one.current}`) : null;
  return el("div", {}, el("ol", { class: "time" }, steps), now);
}
function sumOf(one) {
  const line = (number, name) => el("tr", {}, el("th", { scope: "row" }, name || one.evidence[number].where || sourceName(one.evidence[number])),
    el("td", { class: "n" }, one.evidence[number].value), el("td", { class: "who" }, who(one, [number])));
  const made = (name, words, note, kind) => el("tr", { class: kind }, el("th", { scope: "row" }, name), el("td", { class: "n" }, words), el("td", { class: "who" }, note));
  return el("table", { class: "sum" }, el("tbody", {}, one.sum.parts.map((number) => line(number)),
    made("These add up to", one.sum.sum, `${one.sum.range} with rounding`, "rule"),
    one.sum.totals.map((number) => line(number, "Stated total")),
    one.sum.gap && made("Difference", one.sum.gap, "", "gap")));
}
function cardOrder(one) {  // one card of each value first, so that the sides of a finding stand beside one another
  if (one.kind === "arithmetic") return one.cards;
  const groups = one.timeline ? [...one.timeline].reverse() : one.groups || [];
  const queues = groups.map((group) => one.cards.filter((card) => group.mentions.includes(card.mentions[0])));
  const longest = Math.max(0, ...queues.map((queue) => queue.length));
  const order = Array.from({ length: longest }, (_, place) => queues.map((queue) => queue[place])).flat();
  return unique([...order.filter(Boolean), ...one.cards]);
}
function cardOf(one, given) {
  const sources = given.mentions.map((number) => one.evidence[number]);
  const [source] = sources;
  const paper = data.documents[source.document] || {};
  const isCell = Boolean(source.where) && sources.length === 1 && !(given.text[0] + given.text[2]).trim();  // a bare figure: its heads say what it is
  const sides = unique(sources.map((item) => item.side).filter(Boolean));
  const origin = [paper.publisher !== paper.name && paper.publisher, paper.date].filter(Boolean).join(" · ");
  return el("figure", { class: "card", id: `card-${one.cards.indexOf(given)}`, tabindex: "-1" },
    el("figcaption", {}, el("div", { class: "card-head" }, el("cite", {}, sourceName(source)), sides.length === 1 && el("span", { class: "tag" }, SIDE[sides[0]] || sides[0])),
      origin && el("p", { class: "source" }, origin)),
    isCell && el("p", { class: "cell" }, source.where), quoted(given),
    given.same && repeatsOf(one, given),
    sources.length === 1 ? el("p", { class: "said" }, saidOf(source, paper)) : definitions(sources.map((item) => [item.value, placeOf(item, sides.length > 1)])),
    readingOf(sources, paper, isCell));
}
function repeatsOf(one, given) {
  const others = unique(given.same.map((number) => one.evidence[number].document)).map((number) => shortName({ document: number }));
  return el("p", { class: "same" }, `Word for word also in ${others.join(", ")}`);
}
function saidOf(source, paper) {  // the date of the document stands above already
  const isOwn = source.as_of_from !== "document" && source.as_of && source.as_of !== paper.date;
  return [source.speaker && el("span", {}, `said by ${source.speaker}`), isOwn && el("span", {}, `as of ${source.as_of}`), placeButton(source)];
}
function placeOf(source, withSide) {
  const { title } = data.documents[source.document] || {};
  const where = title && (source.where || "").includes(title) ? "" : source.where;  // it stands above already
  const words = [withSide && (SIDE[source.side] || source.side), where, source.speaker && `said by ${source.speaker}`].filter(Boolean).join(", ");
  return [words && `${words} `, placeButton(source)];
}
function placeButton(source) {
  const copying = copyButton(source.at, source.page ? `${source.file}#page=${source.page}` : source.at);
  const given = data.link && source.document !== undefined && openLink(source);
  if (source.row === undefined) return [copying, given];
  return [copying, given, el("a", { class: "in-text", href: unfiltered({ view: "documents", docs: [source.file], at: String(source.row) }) }, "in the text")];
}
function openLink(source) {  // the page of a pdf is named as browsers read it
  const href = data.link + source.file.split("/").map(encodeURIComponent).join("/") + (source.page ? `#page=${source.page}` : "");
  return el("a", { class: "in-text", href, target: "_blank", rel: "noopener" }, "open");
}
function readingOf(sources, paper, isCell) {  // for those who doubt how a figure was read
  const rows = sources.flatMap((source) => [
    [sources.length > 1 ? `${source.value} reads` : "Reads", source.interval],
    ["As of", source.as_of && `${source.as_of} (${AS_OF[source.as_of_from] || source.as_of_from}${source.as_of_from === "document" && paper.date_source ? `, from its ${paper.date_source.replace("-", " ")}` : ""})`],
    ["Under", !isCell && source.where !== paper.title && source.where],
    ...(source.tied || []).map(([what, words, how]) => [what || "word", [words, how && el("span", { class: "how" }, ` – ${how}`)]])]);
  return el("details", {}, el("summary", {}, "How it was read"), definitions(rows));
}
function quoted({ text, before, after }) {
  const beside = (words) => words && el("span", { class: "beside" }, words);
  return el("blockquote", {}, beside(before), before && " ", text.map((piece, place) => (place % 2 ? el("mark", {}, el("span", { class: "off" }, "value in question: "), piece) : piece)), after && " ", beside(after));
}
function definitions(rows) {
  return el("dl", {}, rows.filter(([, value]) => value).flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]));
}
function copyButton(words, copied) {
  return el("button", { type: "button", class: "copy", title: `Copy ${copied}`, "aria-label": `Copy ${copied}`, on: { click: () => copy(copied) } }, words);
}
function reasons(one) {
  const parts = [];
  if (one.links) {
    const more = (one.links_in_all || 0) - one.links.length;
    parts.push(el("h3", {}, "Why these are the same fact"), el("p", { class: "note" },
      inShort(one.links[0]) + "Each comparison adds evidence for or against; their sum is a probability. The pair that carries the finding stands first, then those that are least sure." + (more > 0 ? ` ${count(more, "more pair")} not shown.` : "")),
      ...one.links.map((link, place) => weightsOf(one, link, place === 0)));
  }
  const steps = [one.message !== one.headline && one.message, ...(one.steps || [])].filter(Boolean);
  if (steps.length) parts.push(el("details", { class: "judged" }, el("summary", {}, "How it was judged, step by step"), el("ol", { class: "steps" }, steps.map((words) => el("li", {}, words)))));
  if (one.assumptions) parts.push(el("h3", {}, "Readings that were chosen"), el("ul", { class: "steps" }, one.assumptions.map((words) => el("li", {}, words))));
  return parts;
}
function inShort(link) {  // the two weightiest comparisons on each side, in words
  const parts = link.parts.slice().sort((a, b) => Math.abs(b[1]) - Math.abs(a[1]));
  const words = (sign) => parts.filter(([word, weight]) => weight * sign > 0.5 && !data.words[word].startsWith("starting")).slice(0, 2).map(([word]) => data.words[word]).join("; ");
  const speaks = words(1), against = words(-1);
  return (speaks && `What speaks for it most: ${speaks}. `) + (against && `Against it: ${against}. `);
}
function weightsOf(one, link, isOpen) {
  const large = link.parts.filter(([, weight]) => Math.abs(weight) >= SMALL_WEIGHT);
  const small = link.parts.filter(([, weight]) => Math.abs(weight) < SMALL_WEIGHT).reduce((sum, [, weight]) => sum + weight, 0);
  const parts = [...large.map(([word, ...rest]) => [data.words[word], ...rest]), ...(Math.abs(small) >= 0.05 ? [["all smaller comparisons together", small]] : [])];
  let at = 0;
  const spans = parts.map(([, weight]) => [at, (at += weight)]);
  const low = Math.min(0, ...spans.flat()), high = Math.max(0, ...spans.flat());
  const place = (value) => ((value - low) / (high - low || 1)) * 100;
  const rows = parts.flatMap(([words, weight, detail], number) => [
    el("div", { class: "what" }, words, detail && el("small", {}, detail)),
    waterfallBar(place(spans[number][0]), place(spans[number][1]), place(0), weight),
    el("div", { class: "n" }, signed(weight))]);
  return el("details", { class: "why", open: isOpen },
    el("summary", {}, [link.a, link.b].map((number) => `${one.evidence[number].value} in ${shortName(one.evidence[number])}`).join(", and "), el("small", {}, `${PAIR[link.type] || link.type}, ${percent(link.p)}`)),
    el("div", { class: "weights" }, rows, el("div", { class: "total" }, el("span", {}, "Sum of weights"), el("span", {}, `${signed(at)} = ${percent(link.p)} that they answer one question`))));
}
function waterfallBar(from, to, zero, weight) {
  return svg("svg", { "aria-hidden": "true" },
    svg("line", { class: "tick", x1: `${zero}%`, x2: `${zero}%`, y1: 0, y2: 14 }),
    svg("rect", { class: weight < 0 ? "against" : "for", x: `${Math.min(from, to)}%`, width: `${Math.max(Math.abs(to - from), 0.4)}%`, y: 3, height: 8, rx: 1 }));
}
const signed = (weight) => `${weight < 0 ? "−" : "+"}${Math.abs(weight).toFixed(1)}`;
const percent = (share) => (share > 0.995 ? "over 99%" : share < 0.005 ? "under 1%" : `${Math.round(100 * share)}%`);

// The list of disputes, page by page.

/** Disputes on a page, and contradictions that a dispute shows more of at a time. */
const PAGE_SIZE = 20;
const MORE = 20;
/** On paper there are no pages, but there is an end. */
const MOST_ON_PAPER = 200;

const list = { shown: [], page: 0, current: null };

/** Filters, sorts, and shows the first page. */
function refresh() {
  list.shown = select();
  list.page = 0;
  showPage();
  showCounts();
  drawFigures();
}

function pageCount() {
  return Math.max(1, Math.ceil(list.shown.length / PAGE_SIZE));
}

function showPage() {
  const from = list.page * PAGE_SIZE;
  showEntries(list.shown.slice(from, from + PAGE_SIZE), from);
  showPageButtons();
}

function showEntries(entries, from) {
  list.current = null;
  byId("disputes").replaceChildren(...entries.map((entry, at) => disputeElement(entry, from + at + 1)));
  if (!entries.length) byId("disputes").append(emptyElement());
}

function emptyElement() {
  return el("li", { class: "empty" },
    el("p", {}, results.pairs.length ? "No contradiction passes these filters." : "This run found no contradiction."),
    results.pairs.length ? el("button", { type: "button", class: "button", click: resetFilters }, "Reset filters") : null);
}

function showCounts() {
  const disputes = list.shown.filter((entry) => !entry.group.update);
  const updates = list.shown.length - disputes.length;
  const pairs = disputes.reduce((sum, entry) => sum + entry.pairs.length, 0);
  byId("shown").textContent = many(pairs, "contradiction") + " in " + many(disputes.length, "dispute")
    + (updates ? ", and " + many(updates, "update") : "");
  byId("probability-value").textContent = filter.probability.toFixed(2);
}

function disputeElement(entry, number) {
  const { group, pairs } = entry;
  const title = group.update ? "Update: a later figure, no contradiction"
    : group.question ? capital(plain(group.question)) : "One contradiction";
  const node = el("li", { class: "dispute", id: group.id ?? "g-" + group.at_list });
  node.entry = entry;
  const times = timelineOf(group);
  node.append(
    el("div", { class: "dispute-head" },
      el("h3", { dir: "auto" }, el("span", { class: "number" }, number + "."), title),
      el("p", { class: "dispute-meta" }, ...disputeFacts(pairs).map((fact) => el("span", {}, fact))),
      el("div", { class: "positions" },
        group.sides.length && pairs.length > 1 ? standsElement(group) : null,
        times ? el("div", { class: "timeline" }, times) : null)),
    pairElement(pairs[0]));
  if (pairs.length > 1) node.append(restElement(entry));
  return node;
}

function disputeFacts(pairs) {
  const articles = new Set(pairs.flatMap((pair) => pair.sides.map((side) => side.article)));
  const outlets = new Set(pairs.flatMap((pair) => pair.sides.map((side) => side.in.outlet)));
  outlets.delete(null);
  return [many(pairs.length, "contradiction"), many(articles.size, "article"),
    ...(outlets.size > 1 ? [many(outlets.size, "outlet")] : [])];
}

/** Names of a side that are listed before the rest is counted. */
const NAMES = 4;

/** Who stands where. */
function standsElement(group) {
  return el("dl", { class: "stands" }, group.sides.map((side, at) => {
    const names = ranked(side.statements.map((at) => results.statements[at]).filter((x) => x.source_kind !== "pronoun").map(who)).map(([name]) => shorten(name, 60));
    const more = names.length - NAMES;
    return el("div", {}, shape(at), el("dt", {}, el("span", { class: "chip" }, side.stance)),
      el("dd", { dir: "auto" }, names.slice(0, NAMES).join("; ") + (more > 0 ? "; and " + more + " more" : names.length ? "" : many(side.statements.length, "statement"))));
  }));
}

/** The contradictions of a dispute beyond its best one, shown when asked for. */
function restElement(entry) {
  const rest = el("div", { class: "rest" });
  const button = el("button", { type: "button", class: "button plain", "aria-expanded": "false" });
  let shown = 1;
  const label = () => {
    const left = entry.pairs.length - shown;
    button.hidden = left === 0;
    button.setAttribute("aria-expanded", String(shown > 1));
    button.textContent = shown === 1 ? "Show " + many(left, "more contradiction") + " in this dispute" : "Show " + Math.min(MORE, left) + " of " + left + " more";
  };
  const fold = el("button", { type: "button", class: "button plain", hidden: true }, "Show the best one only");
  rest.showMore = (count) => {
    const next = entry.pairs.slice(shown, shown + count);
    shown += next.length;
    button.before(...next.map(pairElement));
    fold.hidden = false;
    label();
    return next[0];
  };
  rest.fold = () => {
    for (const pair of rest.querySelectorAll(".pair")) pair.remove();
    shown = 1;
    fold.hidden = true;
    label();
  };
  rest.isOpen = () => shown > 1;
  button.addEventListener("click", () => {
    const first = rest.showMore(MORE);
    if (first) setCurrent(byId(first.id), true);
  });
  fold.addEventListener("click", () => {
    rest.fold();
    setCurrent(byId(entry.pairs[0].id), true);
  });
  label();
  rest.append(button, fold);
  return rest;
}

function showPageButtons() {
  const pages = byId("pages");
  pages.hidden = pageCount() === 1;
  const button = (label, page) => el("button", {
    type: "button", class: "button", disabled: page < 0 || page >= pageCount(), click: () => turnTo(page),
  }, label);
  pages.replaceChildren(button("Previous", list.page - 1), el("p", {}, "Page " + (list.page + 1) + " of " + pageCount()), button("Next", list.page + 1));
}

function turnTo(page) {
  list.page = page;
  showPage();
  byId("disputes").focus({ preventScroll: true });
  byId("disputes").scrollIntoView({ block: "start" });
}

/** Makes a pair the one that keys act on. */
function setCurrent(node, scroll) {
  if (list.current) list.current.removeAttribute("aria-current");
  list.current = node;
  if (!node) return;
  node.setAttribute("aria-current", "true");
  if (scroll) {
    node.focus({ preventScroll: true });
    node.scrollIntoView({ block: node.offsetHeight > innerHeight ? "start" : "center" });
  }
}

/** Follows a permalink: `#` and the id of a contradiction or a dispute. */
function goTo(id) {
  const pair = results.pairs.find((each) => each.id === id);
  const group = pair ? pair.group : results.groups.find((each) => each.id === id);
  if (!group) return false;
  const find = () => list.shown.findIndex((entry) => entry.group === group && (!pair || entry.pairs.includes(pair)));
  if (find() < 0) resetFilters();
  const at = find();
  list.page = Math.floor(at / PAGE_SIZE);
  showPage();
  const node = byId(group.id ?? "g-" + group.at_list);
  const wanted = pair ?? group.pairs[0];
  const hidden = list.shown[at].pairs.indexOf(wanted);
  if (hidden > 0 && !byId(wanted.id)) node.querySelector(".rest").showMore(hidden);
  setCurrent(byId(wanted.id), true);
  if (!pair) node.scrollIntoView({ block: "start" });
  return true;
}

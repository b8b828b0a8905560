// Sets the page going.

const THEMES = ["system", "light", "dark"];
const THEME = "belie-theme/1";

/** Says something to those who listen to the page. */
function say(message) {
  byId("shown").setAttribute("data-said", message);
  spoken.textContent = message;
}
const spoken = el("p", { class: "unseen", role: "status" });

function notify(message) {
  byId("notice").hidden = false;
  byId("notice").textContent = message;
}

function setTheme(name) {
  const theme = THEMES.includes(name) ? name : "system";
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  byId("theme").textContent = "Colours: " + theme;
  return theme;
}

function showRun() {
  const { counts } = results;
  const strong = (text) => el("strong", {}, text);
  byId("counts").append(
    strong(many(results.contradictions, "contradiction")), " in ", strong(many(counts.disputes, "dispute")), "; ",
    "read " + many(counts.pairs, "pair") + " of " + many(counts.statements, "statement") + " in " + many(counts.articles, "article") + ".");
  byId("colophon").textContent = "belie " + results.version + " · "
    + results.models.map((model) => "model " + model.name + " (" + model.engine + ", " + model.digest.slice(0, 12) + ")").join(" · ")
    + " · a machine’s findings: read both articles before you rely on one.";
  if (results.all > results.pairs.length) {
    notify("This page holds the best " + results.pairs.length.toLocaleString("en") + " of " + results.all.toLocaleString("en")
      + " contradictions; report.jsonl, beside it, holds all.");
  }
}

/** Shows everything, at once: permalinks look into the list that this leaves. */
function resetFilters() {
  byId("filters").reset();
  cancelAnimationFrame(waiting);
  readFilter();
  refresh();
}

let waiting = 0;
/** Filters once the events at hand are over: a slider sends many. */
function filterSoon() {
  cancelAnimationFrame(waiting);
  waiting = requestAnimationFrame(() => {
    readFilter();
    refresh();
  });
}

function startFilters() {
  const form = byId("filters");
  offerFilters();
  form.addEventListener("input", filterSoon);
  form.addEventListener("submit", (event) => event.preventDefault());
  // The fields are empty only after this event.
  form.addEventListener("reset", filterSoon);
  // One outlet against itself is no matrix.
  byId("matrix-by").value = new Set(results.statements.map(outletOf)).size > 1 ? "outlet" : "source";
  byId("matrix-by").addEventListener("change", drawFigures);
  if (matchMedia("(max-width: 60rem)").matches) {
    byId("filter-fold").open = false;
    byId("overview").open = false;
  }
}

/** On paper stand all disputes that pass, up to a bound, not the page at hand. */
function startPrinting() {
  let overview = true;
  addEventListener("beforeprint", () => {
    overview = byId("overview").open;
    byId("overview").open = true;
    showEntries(list.shown.slice(0, MOST_ON_PAPER), 0);
    if (list.shown.length > MOST_ON_PAPER) {
      byId("disputes").append(el("li", {}, "The first " + MOST_ON_PAPER + " of " + list.shown.length + " disputes."));
    }
  });
  addEventListener("afterprint", () => {
    byId("overview").open = overview;
    showPage();
  });
}

document.body.append(spoken);
clearFilter();
showRun();
startFilters();
refresh();
showReviewed();
startKeyboard();
startPrinting();
setTheme(read(THEME));
byId("theme").addEventListener("click", () => {
  const now = document.documentElement.dataset.theme ?? "system";
  keep(THEME, setTheme(THEMES[(THEMES.indexOf(now) + 1) % THEMES.length]));
});
byId("export").addEventListener("click", exportVerdicts);
byId("disputes").addEventListener("focusin", (event) => setCurrent(event.target.closest(".pair") ?? list.current, false));
byId("disputes").addEventListener("click", (event) => setCurrent(event.target.closest(".pair") ?? list.current, false));
addEventListener("hashchange", () => goTo(location.hash.slice(1)));
goTo(location.hash.slice(1));
// Milliseconds from the navigation to a list that can be used.
document.documentElement.dataset.ready = Math.round(performance.now());

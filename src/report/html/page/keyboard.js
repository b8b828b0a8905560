// Single keys for reviewers. They can be switched off, since they get in the way of speech input (WCAG 2.1.4).

const SHORTCUTS = "belie-shortcuts/1";

function shortcutsOn() {
  return byId("shortcuts").checked;
}

function onKey(event) {
  if (!shortcutsOn() || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  if (event.target.closest("input:not([type=checkbox], [type=range]), select, textarea")) return;
  const action = keyAction(event);
  if (!action) return;
  event.preventDefault();
  action();
}

function keyAction(event) {
  const pair = list.current?.pair;
  const verdict = VERDICTS.find(({ key }) => key === event.key);
  if (verdict) return pair && (() => judge(pair, verdict.value));
  switch (event.key) {
    case "j": return () => step(1);
    case "k": return () => step(-1);
    // Enter on a button or a link is theirs.
    case "Enter": return pair && !event.target.closest("button, a, summary, input") ? () => openArticle(pair, 0) : null;
    case "o": return pair && toggleRest;
    case "/": return () => {
      byId("filter-fold").open = true;
      byId("search").focus();
    };
    case "?": return () => byId("help").showModal();
    default: return null;
  }
}

/** To the next or previous pair, over the edge of the page when there is another one. */
function step(by) {
  const all = [...document.querySelectorAll(".pair")];
  const at = list.current ? all.indexOf(list.current) + by : by > 0 ? 0 : all.length - 1;
  if (all[at]) {
    setCurrent(all[at], true);
  } else if (list.current && list.page + by >= 0 && list.page + by < pageCount()) {
    turnTo(list.page + by);
    const pairs = document.querySelectorAll(".pair");
    setCurrent(pairs[by > 0 ? 0 : pairs.length - 1], true);
  }
}

function toggleRest() {
  const rest = list.current.closest(".dispute").querySelector(".rest");
  if (!rest) return;
  if (rest.isOpen()) {
    rest.fold();
    setCurrent(rest.closest(".dispute").querySelector(".pair"), true);
  } else {
    rest.showMore(MORE);
  }
}

function startKeyboard() {
  byId("shortcuts").checked = read(SHORTCUTS) ?? true;
  byId("shortcuts").addEventListener("change", () => keep(SHORTCUTS, shortcutsOn()));
  document.addEventListener("keydown", onKey);
  byId("keys").addEventListener("click", () => byId("help").showModal());
}

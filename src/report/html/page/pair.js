// A contradiction: two statements side by side, why they clash, and what the reviewer thinks of it.

const LETTERS = ["A", "B"];

/** The element of a pair; `number` heads it inside its dispute. */
function pairElement(pair) {
  const node = el("article", { class: "pair", id: pair.id, tabindex: "-1", "aria-labelledby": "t-" + pair.id });
  node.pair = pair;
  node.append(
    el("div", { class: "pair-head" },
      el("h4", { id: "t-" + pair.id },
        el("span", { class: "chip relation" }, pair.relation),
        el("span", { class: "unseen" }, ", " + who(pair.sides[0]) + " against " + who(pair.sides[1]))),
      el("span", { class: "probability" }, meter(pair.p), "probability " + pair.p.toFixed(2)),
      el("a", { class: "permalink", href: "#" + pair.id, "aria-label": "Link to this contradiction" }, "link")),
    el("div", { class: "sides" }, sideElement(pair, 0), sideElement(pair, 1)),
    el("p", { class: "why" }, el("strong", {}, "Why: "), words(pair.why.join("; ") + ".")),
    el("div", { class: "scores" }, scoreBar("A as premise, B as hypothesis", pair.forward), scoreBar("B as premise, A as hypothesis", pair.backward)),
    reviewElement(pair));
  return node;
}

function sideElement(pair, at) {
  const statement = pair.sides[at];
  const [before, after] = paragraph(statement);
  const context = (text) => (text ? el("span", { class: "context" }, words(text)) : null);
  const article = statement.in;
  const place = [article.outlet && statement.source !== null ? plain(article.outlet) : null,
    article.time === null ? null : day(article.time), titleOf(article)].filter(Boolean).join(" · ");
  return el("div", { class: "side " + LETTERS[at].toLowerCase() },
    el("p", { class: "who" },
      el("span", { class: "letter" }, LETTERS[at]),
      el("span", {}, el("strong", { dir: "auto" }, who(statement)), " ",
        statement.stance ? el("span", { class: "chip" }, statement.stance) : null)),
    el("p", { class: "place", dir: "auto" }, place),
    el("blockquote", { dir: "auto" }, context(before), el("span", { class: "said" }, sentence(statement, pair.clash[at])), context(after)),
    el("button", { type: "button", class: "button plain read", click: () => openArticle(pair, at) },
      "Read in the article", el("span", { class: "unseen" }, ": statement " + LETTERS[at])));
}

function meter(share) {
  return svg("svg", { class: "meter", viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true" },
    svg("rect", { class: "all", width: 100, height: 10 }),
    svg("rect", { class: "part", width: 100 * share, height: 10 }));
}

/** Both the bar and its words: the shades of the bar are not for everybody. */
function scoreBar(title, [entailment, neutral, contradiction]) {
  const parts = [["entailment", entailment], ["neutral", neutral], ["contradiction", contradiction]];
  let from = 0;
  const bar = svg("svg", { viewBox: "0 0 200 10", preserveAspectRatio: "none", "aria-hidden": "true" });
  for (const [name, share] of parts) {
    bar.append(svg("rect", { class: name, x: 200 * from, width: 200 * share, height: 10 }));
    from += share;
  }
  return el("div", {}, el("span", {}, title), bar,
    el("span", {}, parts.map(([name, share]) => name + " " + share.toFixed(2)).join(", ")));
}

function reviewElement(pair) {
  const group = el("div", { class: "review", role: "group", "aria-label": "Your verdict" });
  for (const { value, label, key } of VERDICTS) {
    group.append(el("button", {
      type: "button", class: "button", "data-verdict": value, title: "key " + key, click: () => judge(pair, value),
    }, label));
  }
  const toggle = el("button", { type: "button", class: "button plain evidence-toggle", "aria-expanded": "false" }, "All evidence");
  toggle.addEventListener("click", () => {
    const node = toggle.closest(".pair");
    const open = node.querySelector(".evidence");
    if (open) open.remove();
    else node.append(evidenceElement(pair));
    toggle.setAttribute("aria-expanded", String(!open));
  });
  group.append(toggle);
  pressVerdict(group, verdictOf(pair));
  return group;
}

function pressVerdict(group, label) {
  for (const button of group.querySelectorAll("[data-verdict]")) {
    button.setAttribute("aria-pressed", String(button.dataset.verdict === label));
  }
}

/** Takes a verdict and shows it; the list is not filtered anew, so that nothing jumps away under the reader's eyes. */
function judge(pair, label) {
  decide(pair, label);
  const node = byId(pair.id);
  if (node) pressVerdict(node.querySelector(".review"), verdictOf(pair));
  const taken = VERDICTS.find(({ value }) => value === verdictOf(pair));
  say(taken ? "Verdict: " + taken.label : "Verdict taken back");
}

function evidenceElement(pair) {
  const most = Math.max(...pair.evidence.map(([, value, weight]) => Math.abs(value * weight)), 1e-6);
  const row = ([name, value, weight]) => {
    const push = value * weight;
    const width = 50 * Math.abs(push) / most;
    return el("tr", {},
      el("th", { scope: "row" }, name.replaceAll("_", " ")),
      el("td", { class: "figure" }, value.toFixed(2)),
      el("td", { class: "figure" }, signed(weight)),
      el("td", { class: "figure" }, signed(push)),
      el("td", { class: "push" }, svg("svg", { viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true" },
        svg("rect", { class: push < 0 ? "against" : "for", x: push < 0 ? 50 - width : 50, width, height: 10 }),
        svg("line", { class: "axis", x1: 50, x2: 50, y1: 0, y2: 10 }))));
  };
  const head = (text, numeric) => el("th", { scope: "col", class: numeric ? "figure" : null }, text);
  return el("div", { class: "evidence", tabindex: "0", role: "group", "aria-label": "Evidence: " + who(pair.sides[0]) + " against " + who(pair.sides[1]) },
    el("table", {},
      el("caption", {}, "What the judge weighed: value × weight adds to the log-odds. Compared because: " + pair.reason.replaceAll("_", " ") + "."),
      el("thead", {}, el("tr", {}, head("Evidence"), head("Value", true), head("Weight", true), head("Adds", true), el("td", {}))),
      el("tbody", {}, pair.evidence.map(row))));
}

function signed(number) {
  return (number < 0 ? "−" : "+") + Math.abs(number).toFixed(2);
}

// The whole article, scrolled to the statement.

/** Opens the article of one side of a pair. */
function openArticle(pair, at) {
  const dialog = byId("article");
  const statement = pair.sides[at];
  const article = statement.in;
  const body = el("div", { class: "article-body", tabindex: "0", role: "region", "aria-label": "Text of the article" }, articleText(pair, article));
  const tab = (_, side) => el("button", {
    type: "button", class: "button", "aria-pressed": String(side === at), click: () => openArticle(pair, side),
  }, LETTERS[side] + ": " + shorten(who(pair.sides[side]), 40));
  dialog.replaceChildren(
    el("div", { class: "article-head" },
      el("div", { class: "top" },
        el("h2", { id: "article-title", dir: "auto" }, titleOf(article)),
        el("button", { type: "button", class: "button", click: () => dialog.close() }, "Close")),
      el("p", { class: "place", dir: "auto" }, articlePlace(article)),
      el("div", { class: "tabs", role: "group", "aria-label": "Statement" }, pair.sides.map(tab))),
    body);
  if (!dialog.open) dialog.showModal();
  const place = dialog.querySelector(".statement." + LETTERS[at].toLowerCase());
  body.focus({ preventScroll: true });
  if (place) place.scrollIntoView({ block: "center" });
}

function articlePlace(article) {
  const facts = [article.outlet && plain(article.outlet), article.time === null ? null : day(article.time),
    plain(article.input) + (article.line === null ? "" : ", line " + article.line)].filter(Boolean).join(" · ");
  if (article.url === null) return [facts];
  return [facts + " · ", el("a", { href: article.url, target: "_blank", rel: "noopener noreferrer nofollow" }, "original", el("span", { class: "unseen" }, " (opens in a new window)"))];
}

/** The text with both statements marked where they stand in it, and faintly every other one of the report. */
function articleText(pair, article) {
  const here = results.statements.filter((statement) => statement.in === article);
  if (article.text === null) {
    return [el("p", { class: "notice" }, "The text of this article is not in this file; its statements are."),
      ...here.map((statement) => el("p", { dir: "auto" }, el("span", { class: nameOf(pair, statement) }, letterOf(pair, statement), words(statement.text))))];
  }
  const inTitle = here.filter((statement) => statement.part === "title" && pair.sides.includes(statement));
  const marks = here.filter((statement) => statement.part === "body" && statement.at !== null)
    .map((statement) => ({ from: statement.at[0], to: statement.at[1], name: nameOf(pair, statement) }));
  const nodes = [
    ...inTitle.map((statement) => el("p", { dir: "auto" }, el("strong", { class: nameOf(pair, statement) }, letterOf(pair, statement), words(statement.text)))),
    ...paragraphs(article.text, marks)];
  for (const letter of LETTERS) {
    const first = nodes.flatMap((node) => [...node.querySelectorAll(".statement." + letter.toLowerCase())])[0];
    if (first && !first.querySelector(".letter")) first.prepend(el("span", { class: "letter " + letter.toLowerCase() }, letter));
  }
  return nodes;
}

function nameOf(pair, statement) {
  const at = pair.sides.indexOf(statement);
  return "statement" + (at < 0 ? "" : " " + LETTERS[at].toLowerCase());
}

function letterOf(pair, statement) {
  const at = pair.sides.indexOf(statement);
  return at < 0 ? null : el("span", { class: "letter " + LETTERS[at].toLowerCase() }, LETTERS[at]);
}

// The results of the run, as the program wrote them into the page.

const results = JSON.parse(byId("belie-data").textContent);

for (const article of results.articles) {
  article.time = article.published === null ? null : Date.parse(article.published);
}
results.statements.forEach((statement, at) => {
  statement.at_list = at;
  statement.in = results.articles[statement.article];
});
results.pairs.forEach((pair, at) => {
  pair.at_list = at;
  pair.sides = [results.statements[pair.a], results.statements[pair.b]];
});
results.groups.forEach((group, at) => {
  group.at_list = at;
  group.pairs = group.pairs.map((pair) => results.pairs[pair]);
  for (const pair of group.pairs) pair.group = group;
});

const RELATIONS = ["denial", "conflict", "numeric", "temporal", "reversal", "update"];

/** Who speaks; an article's own words are its outlet's. */
function who(statement) {
  return plain(statement.source ?? statement.in.outlet ?? "the article");
}

function outletOf(statement) {
  return statement.in.outlet === null ? "(no outlet)" : plain(statement.in.outlet);
}

/** What an article is called: its title, or else where it was read from. */
function titleOf(article) {
  return plain(article.title ?? article.input);
}

/** The text that a statement's place points into, or null when it is not in this file. */
function partOf(statement) {
  if (statement.at === null) return null;
  return statement.part === "title" ? statement.in.title : statement.in.text;
}

/** The times at which the two statements of a pair were published, as far as they are known. */
function times(pair) {
  return pair.sides.map((side) => side.in.time).filter((time) => time !== null);
}

/** Everything of a pair that a search looks at, in small letters; made when it is first asked for. */
function haystack(pair) {
  pair.haystack ??= [pair.group.question ?? "", pair.why.join(" "), ...pair.sides.flatMap((side) =>
    [side.text, side.source ?? "", side.in.title ?? "", side.in.outlet ?? ""])].join("\n").replace(/\s+/g, " ").toLowerCase();
  return pair.haystack;
}

// The lists of the panel: works, what to look at, categories, tables, pictures, changes.
import { byId, confidenceChip, el, plural, said } from "./dom.js";
import { crop } from "./pages.js";
import { changeNote, pageLink, sentence, workChooser, workFacts, workItem, workLink } from "./parts.js";

const KIND_WORDS = {
  unlinked: "callouts that lead nowhere", skipped: "numbers skipped", problem: "problems", work: "works not sure",
  callout: "targets not sure", table: "tables not sure", category: "categories not sure",
};
const BATCH = 30; // items shown at once; more on demand

// -- works ------------------------------------------------------------------------------------------------------------

export const SORTS = { printed: "as printed", unsure: "least sure first", cited: "most cited first", uncited: "least cited first", newest: "newest first" };

export function sortedWorks(app) {
  const { works } = app.survey, year = (n) => Number(app.edits.field(n, "year").slice(0, 4)) || 0;
  const order = {
    printed: () => 0, unsure: (a, b) => works[a].confidence - works[b].confidence,
    cited: (a, b) => works[b].callouts.length - works[a].callouts.length, uncited: (a, b) => works[a].callouts.length - works[b].callouts.length,
    newest: (a, b) => year(b) - year(a),
  }[app.sort];
  return app.filtered().sort((a, b) => order(a, b) || a - b);
}

export function worksList(app, current) {
  const shown = sortedWorks(app), select = el("select", { "aria-label": "Order", id: "sort" }, Object.entries(SORTS).map(([k, v]) => el("option", { value: k }, v)));
  select.value = app.sort;
  select.addEventListener("change", () => { app.sort = select.value; app.render(); byId("sort").focus(); });
  return [
    el("div.list-head", {}, el("h2", { tabindex: "-1" }, app.filterWords() || plural(app.survey.works.length, "work")),
      app.filterWords() ? el("span.muted", {}, plural(shown.length, "work"), " ", el("a", { href: "#tab=works" }, "all")) : null, select),
    shown.length ? el("ol.items", {}, shown.map((n) => workItem(app.edits, n, current))) : el("p.muted", {}, "No work has that."),
    app.query && app.pages ? inText(app) : null,
  ];
}

function inText(app) {
  const found = app.pages.find(app.query);
  return el("section", {}, el("h3", {}, `In the text: ${found.length === 100 ? "100 or more" : plural(found.length, "place")}`),
    el("ol.plain.hits", {}, found.map(({ page, place, text }) => el("li", {},
      el("button.quiet.hit", { type: "button", onclick: () => app.show([place]) }, el("span.number.muted", {}, `p. ${page} `), said(text))))));
}

// -- what to look at ---------------------------------------------------------------------------------------------------

export function queueView(app) {
  const { survey, edits } = app, kinds = [...new Set(survey.queue.map((item) => item.kind))];
  const seen = (item) => item.problem >= 0 && edits.get(`seen|${item.problem}`);
  const open = survey.queue.map((item, n) => [item, n]).filter(([item]) => !app.kind || item.kind === app.kind);
  const left = survey.queue.filter((item) => !seen(item)).length;
  const chips = [["", `all (${survey.queue.length})`], ...kinds.map((k) => [k, `${KIND_WORDS[k]} (${survey.queue.filter((i) => i.kind === k).length})`])];
  const shown = open.slice(0, app.shownItems ?? BATCH);
  return [
    el("div.list-head", {}, el("h2", { tabindex: "-1" }, left ? `Look at these (${left})` : "Nothing asks for a look")),
    kinds.length > 1 ? el("p.chips", { role: "group", "aria-label": "Kinds" }, chips.map(([k, words]) => el("button.chip", {
      type: "button", "aria-pressed": String((app.kind ?? "") === k), onclick: () => { app.kind = k; app.shownItems = BATCH; app.render(); },
    }, words))) : null,
    shown.map(([item, n]) => queueCard(app, item, n, Boolean(seen(item)))),
    open.length > shown.length ? el("button", { type: "button", onclick: () => { app.shownItems = shown.length + BATCH; app.render(); } }, `${open.length - shown.length} more`) : null,
  ];
}

function queueCard(app, item, n, seen) {
  const { survey, edits } = app;
  const place = item.place && survey.pages.length ? item.place : null;
  return el(`article.card${seen ? ".seen" : ""}`, { id: `look-${n}`, tabindex: "-1", "data-look": n },
    el("header", {}, el("h3", {}, said(item.why)), pageLink(survey, item.place, item.page, (p) => app.show([p])),
      item.confidence ? confidenceChip(item.confidence) : null),
    place ? crop(survey, place, `Page ${item.page}`, item.kind === "table" ? 4 : 14, 300) : null,
    el("div.read", {}, whatWeRead(app, item, n)),
    item.problem >= 0 ? el("div.actions", {}, seen ? changeNote(edits, `seen|${item.problem}`, { was: "not seen" })
      : el("button", { type: "button", onclick: () => edits.seen(item.problem) }, "Mark as seen ", el("kbd", {}, "s"))) : null);
}

function whatWeRead(app, item) {
  const { survey, edits } = app;
  if (item.problem >= 0) {
    const problem = survey.problems[item.problem];
    const others = problem.code === "duplicate-reference" ? labelled(survey, problem.text) : [];
    return [el("p", {}, el("code", {}, problem.code), problem.hint ? [": ", said(problem.hint)] : null),
      others.map((n) => el("p", {}, workLink(edits, n), el("span.facts", {}, said(workFacts(edits, n)))))];
  }
  if (item.kind === "table") return tableGrid(survey, item.table, 6);
  if (item.kind === "unlinked") {
    const made = edits.get(`callout|${item.callout}|${item.target}`);
    return [sentence(survey.callouts[item.callout]), made ? changeNote(edits, `callout|${item.callout}|${item.target}`, made)
      : workChooser(edits, "The work: [number], key or title", (now) => edits.setTarget(item.callout, item.target, now)),
    el("a.small", { href: `#callout=${survey.callouts[item.callout].mention}` }, "open the callout")];
  }
  if (item.kind === "callout") {
    const callout = survey.callouts[item.callout];
    return [sentence(callout), el("ul.plain", {}, callout.targets.filter((t) => t.work >= 0).map((t) => el("li", {}, workLink(edits, t.work, `&callout=${callout.mention}`), " ", confidenceChip(t.confidence)))),
      el("a.small", { href: `#callout=${callout.mention}` }, "open the callout")];
  }
  if (item.kind === "category") {
    const made = survey.assignments[item.assignment];
    return [el("p", {}, workLink(edits, item.work)), el("p", {}, "in ", el("b", {}, said(made.category)), made.row_label ? [", row ", said(made.row_label)] : "")];
  }
  return [el("p", {}, workLink(edits, item.work)), el("p.facts", {}, said(edits.field(item.work, "authors"))), el("p.facts", {}, said(workFacts(edits, item.work))),
    el("div.actions", {}, el("button", { type: "button", onclick: () => { app.go({ ref: survey.works[item.work].key }); app.work.edit(item.work); } }, "Edit"))];
}

// The works whose printed labels a text names.
function labelled(survey, text) {
  const names = new Set(text.match(/[\p{L}\d+]+/gu) ?? []);
  return survey.works.map((w, n) => [w.label, n]).filter(([label]) => label && names.has(label)).map(([, n]) => n).slice(0, 4);
}

// -- tables ------------------------------------------------------------------------------------------------------------

function tableGrid(survey, index, rows = Infinity) {
  const table = survey.tables[index];
  return el("div.scroll", { tabindex: "0", role: "region", "aria-label": `Table ${table.number} as read` }, el("table.grid", {},
    el("thead", {}, el("tr", {}, table.header.map((h) => el("th", { scope: "col" }, said(h))))),
    el("tbody", {}, table.rows.slice(0, rows).map((row) => el("tr", {}, row.cells.map((cell) => el("td", {}, said(cell))))),
      table.rows.length > rows ? el("tr", {}, el("td.muted", { colspan: table.header.length }, `${table.rows.length - rows} more rows`)) : null)));
}

export function tablesView(app) {
  const { tables } = app.survey;
  return [el("h2", { tabindex: "-1" }, tables.length ? plural(tables.length, "table") : "No tables"),
    el("ol.items", {}, tables.map((t, n) => el("li", {}, el("a.item", { href: `#table=${n}` },
      el("span.label.number", {}, t.number || "·"), el("span.about", {}, said(t.title || "without caption", "span"), el("span.facts", {}, `${plural(t.rows.length, "row")} × ${t.header.length} · ${t.kind}`)),
      el("span.signs", {}, t.confidence < 0.9 ? confidenceChip(t.confidence) : null)))))];
}

export function tableView(app, index) {
  const { survey, edits } = app, table = survey.tables[index];
  const label = (r) => {
    const made = edits.get(`row|${index}|${r}`), row = table.rows[r];
    return el("li", {}, made ? [el("ins", {}, said(made.now)), changeNote(edits, `row|${index}|${r}`, made)]
      : [said(row.label || "no label"), " ", row.groups.length ? el("span.muted.small", {}, said(row.groups.join(" > "))) : null, " ",
        app.work.changer("Change the row's label", row.label, (now) => edits.setRow(index, r, now))]);
  };
  return el("article", {}, el("p.small", {}, el("a", { href: "#tab=tables" }, "all tables")),
    el("h2", { tabindex: "-1" }, table.number ? `Table ${table.number}` : "Table without number"),
    table.title ? el("p.caption", {}, said(table.title)) : null,
    el("p.small", {}, pageLink(survey, table.place, table.place?.[0], (p) => app.show([p])), ` ${table.kind} `, confidenceChip(table.confidence)),
    el("h3", {}, "As read"), tableGrid(survey, index),
    table.place && survey.pages.length ? [el("h3", {}, "As printed"), crop(survey, table.place, `Table ${table.number} as printed`)] : null,
    el("h3", {}, "What its rows are called"), el("ol.row-labels", {}, table.rows.map((_, r) => label(r))));
}

// -- categories --------------------------------------------------------------------------------------------------------

export function worksBelow(node) {
  return new Set([...node.works, ...node.children.flatMap((child) => [...worksBelow(child)])]);
}

export function categoryAt(survey, path) {
  let node = { children: survey.categories, name: "", works: [] };
  const names = [];
  for (const step of String(path).split(".")) {
    node = node.children[Number(step)];
    if (!node) return null;
    names.push(node.name);
  }
  return { node, names };
}

export function categoriesView(app) {
  const node = (c, path, depth) => {
    const works = worksBelow(c).size, link = el("a", { href: `#category=${path}`, title: c.places.join(", ") }, said(c.name || c.title), el("span.count.number", {}, ` ${works}`));
    if (!c.children.length) return el("li.leaf", {}, link);
    const below = el("ul", { hidden: depth >= 1 }, c.children.map((child, n) => node(child, `${path}.${n}`, depth + 1)));
    const sign = () => (below.hidden ? "▸" : "▾");
    const fold = el("button.quiet.fold", { type: "button", "aria-expanded": String(!below.hidden), "aria-label": `Categories in ${c.name || c.title}`, onclick: () => {
      below.hidden = !below.hidden;
      fold.setAttribute("aria-expanded", String(!below.hidden));
      fold.firstChild.textContent = sign();
    } }, sign());
    return el("li", {}, fold, link, below);
  };
  const { categories } = app.survey;
  return [el("h2", { tabindex: "-1" }, categories.length ? "Categories" : "No categories"),
    el("p.small.muted", {}, "The survey's figures, sections and tables as one tree, with the works in each."),
    el("ul.tree", {}, categories.map((c, n) => node(c, String(n), 0)))];
}

// -- pictures ----------------------------------------------------------------------------------------------------------

export function picturesView() {
  const kept = byId("pictures");
  return [el("h2", { tabindex: "-1" }, "Pictures"), kept ? kept.content.cloneNode(true)
    : el("p.muted", {}, "Pictures are drawn where the package is installed with ", el("code", {}, "surveyrefs[plot]"), ".")];
}

// -- changes -----------------------------------------------------------------------------------------------------------

export function changesView(app) {
  const { edits } = app, made = [...edits.made];
  const line = ([id, c]) => el("li", {}, el("p", {}, el("b", {}, said(c.label)), " ", el("button.quiet.small", { type: "button", onclick: () => edits.undo(id), "aria-label": `Undo: ${c.label}` }, "undo")),
    el("p.small", {}, c.was ? el("del", {}, said(c.was)) : el("span.muted", {}, "nothing"), " → ", c.now ? el("ins", {}, said(c.now)) : el("span.muted", {}, "nothing")));
  return [
    el("h2", { tabindex: "-1" }, made.length ? plural(made.length, "correction") : "No corrections yet"),
    edits.leftOver ? el("div.notice", {}, el("p", {}, "This browser keeps corrections of another reading of this PDF."),
      el("div.actions", {}, el("button", { type: "button", onclick: () => app.download(edits.leftOver) }, "Download them"), el("button", { type: "button", onclick: () => edits.forgetLeftOver() }, "Forget them"))) : null,
    el("p.small.muted", {}, "Kept in this browser only. As a file they last: ", el("code", {}, `surveyrefs extract ${app.survey.name}.pdf`), " reads ", el("code", {}, app.fileName()), " beside the PDF, or give it with ", el("code", {}, "--corrections"), "."),
    edits.earlier ? el("p.small", {}, "The file holds the corrections that were applied before, too.") : null,
    el("div.actions", {}, el("button.primary", { type: "button", id: "download", disabled: !made.length, onclick: () => app.download(edits.file()) }, "Download corrections.toml"),
      window.showSaveFilePicker ? el("button", { type: "button", disabled: !made.length, onclick: () => app.saveFile() }, app.handle ? `Save to ${app.handle.name}` : "Save into a file…") : null,
      made.length ? el("button.quiet", { type: "button", onclick: () => { if (confirm("Forget all corrections of this page?")) edits.clear(); } }, "Forget all") : null),
    el("ol.plain.changes", {}, made.map(line)),
    made.length ? el("details", {}, el("summary", {}, "The file"), el("pre.scroll", { tabindex: "0" }, edits.file())) : null,
  ];
}


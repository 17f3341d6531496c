// The page as a whole: where a person is (the address), the panel, keys, search.
import { append, byId, el, plain, plural, readData } from "./dom.js";
import { Edits } from "./edits.js";
import { categoriesView, categoryAt, changesView, picturesView, queueView, sortedWorks, tableView, tablesView, worksBelow, worksList } from "./lists.js";
import { LAYERS, Pages } from "./pages.js";
import { WorkPart } from "./work.js";

const TABS = { works: "Works", look: "Look at these", categories: "Categories", tables: "Tables", pictures: "Pictures", changes: "Corrections" };
const THEMES = ["auto", "light", "dark"];

function storage() {
  try { localStorage.getItem("x"); return localStorage; } catch { return null; }
}

class App {
  constructor() {
    this.survey = readData("survey");
    this.storage = storage();
    this.edits = new Edits(this.survey, this.storage, readData("earlier") ?? "");
    this.work = new WorkPart(this);
    this.sort = "printed";
    this.query = "";
    this.selected = "";
    this.panel = byId("panel");
    this.pages = this.survey.pages.length ? new Pages(this.survey, readData("lines") ?? [], (target) => this.opened(target)) : null;
    if (!this.pages) document.body.classList.add("pageless");
    this.tabs();
    this.toolbar();
    this.keys();
    this.edits.listeners.push(() => { this.counts(); this.render(true); });
    this.steps = 0;
    addEventListener("hashchange", () => { this.steps += 1; this.route(); });
    addEventListener("storage", (event) => { if (event.key === this.edits.key) { this.edits.load(); this.counts(); this.render(true); } });
    addEventListener("beforeunload", (event) => { if (this.edits.size && !this.edits.storage) event.preventDefault(); });
    document.addEventListener("selectionchange", () => { const text = String(getSelection()).trim().replace(/\s+/g, " "); if (text && byId("pages")?.contains(getSelection().anchorNode)) this.selected = text; });
    this.theme(this.storage?.getItem("surveyrefs:theme") ?? "auto");
    this.route(true);
  }

  // -- where a person is ----------------------------------------------------------------------------------------------

  go(target) {
    location.hash = new URLSearchParams(target).toString();
  }

  opened(target) {
    const [[name, index]] = Object.entries(target);
    this.byPointer = true;
    if (name === "ref") this.go({ ref: this.survey.works[index].key });
    else if (name === "callout") this.go({ callout: this.survey.callouts[index].mention });
    else this.go({ [name]: index });
  }

  // Back to where a person was in this page; from an address that was opened directly, to the works.
  back() {
    if (this.steps > 0) history.back();
    else this.go({ tab: "works" });
  }

  route(first = false) {
    const at = Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
    if (at.page && this.pages) this.pages.toPage(Number(at.page));
    if (at.page && !first) return;
    this.at = at;
    const { works, callouts } = this.survey;
    this.callout = at.callout ? callouts.findIndex((c) => String(c.mention) === at.callout) : -1;
    this.ref = at.ref ? works.findIndex((w) => w.key === at.ref) : -1;
    if (this.callout >= 0 && this.ref < 0) this.ref = this.edits.targets(this.callout).find((t) => t.work >= 0 && !t.gone)?.work ?? -1;
    if (this.ref !== this.work.editing) this.work.editing = -1;
    this.tab = at.tab in TABS ? at.tab : this.ref >= 0 || this.callout >= 0 || at.category || at.year || at.section ? "works" : at.table ? "tables" : at.look ? "look" : "works";
    if (at.category) this.tab = "categories";
    this.render();
    if (!first) this.panel.scrollTop = 0;
    this.mark(first);
    if (!first) this.panel.querySelector("h2")?.focus({ preventScroll: true });
    if (at.look) this.lookAt(Number(at.look));
  }

  mark(first) {
    if (!this.pages) return;
    if (this.callout >= 0 && !(this.at.ref && !first)) {
      const { places } = this.survey.callouts[this.callout];
      if (places.length) this.pages.show(places[0], !first);
      this.pages.mark(places);
    } else if (first && this.ref >= 0) this.show(this.survey.works[this.ref].places);
    else if (this.at.table && this.survey.tables[this.at.table]?.place) this.pages.show(this.survey.tables[this.at.table].place, true);
    else if (this.ref >= 0) this.pages.mark(this.survey.works[this.ref].places);
  }

  show(places) {
    if (!this.pages || !places.length) return;
    this.pages.show(places[0]);
    this.pages.mark(places);
  }

  // -- the panel ------------------------------------------------------------------------------------------------------

  tabs() {
    const bar = byId("tabs");
    for (const [name, words] of Object.entries(TABS)) bar.append(el("a", { href: `#tab=${name}`, id: `tab-${name}` }, words, el("span.count.number", {})));
    this.counts();
  }

  counts() {
    const { survey, edits } = this, seen = [...edits.made.keys()].filter((id) => id.startsWith("seen|")).length;
    const numbers = { works: survey.works.length, look: survey.queue.length - seen, tables: survey.tables.length, changes: edits.size };
    for (const [name, number] of Object.entries(numbers)) byId(`tab-${name}`).lastChild.textContent = number || "";
  }

  // `keep`: stay where the panel is scrolled to
  render(keep = false) {
    const top = this.panel.scrollTop, focused = document.activeElement?.id, inside = this.panel.contains(document.activeElement);
    for (const name of Object.keys(TABS)) byId(`tab-${name}`).toggleAttribute("aria-current", name === this.tab);
    for (const node of document.querySelectorAll("#tabs [aria-current]")) node.setAttribute("aria-current", "page");
    this.panel.replaceChildren();
    append(this.panel, [this.content()]);
    if (!keep) return;
    this.panel.scrollTop = top;
    if (focused) byId(focused)?.focus();
    else if (inside) this.panel.focus({ preventScroll: true }); // what had the focus is gone; its place is near
  }

  content() {
    const { at } = this;
    if (at.tab === "look" || this.tab === "look") return queueView(this);
    if (at.category) {
      const found = categoryAt(this.survey, at.category);
      return found ? [el("p.small", {}, el("a", { href: "#tab=categories" }, "all categories")), worksList(this, -1)] : categoriesView(this);
    }
    if (this.callout >= 0 || this.ref >= 0) {
      return [
        el("nav.small.crumbs", { "aria-label": "Back" }, el("button.quiet.small", { type: "button", onclick: () => this.back() }, "← back"), el("a", { href: "#tab=works" }, "all works")),
        this.callout >= 0 ? this.work.calloutCard(this.callout, this.ref) : null,
        this.ref >= 0 ? this.work.view(this.ref, this.callout) : null,
      ];
    }
    if (at.table && this.survey.tables[at.table]) return tableView(this, Number(at.table));
    const views = { categories: categoriesView, tables: tablesView, pictures: picturesView, changes: changesView };
    return (views[this.tab] ?? worksList)(this, -1);
  }

  // -- which works ----------------------------------------------------------------------------------------------------

  filtered() {
    const { survey, edits, at } = this, all = survey.works.map((_, n) => n);
    const named = at.category && categoryAt(survey, at.category), within = named ? worksBelow(named.node) : null;
    const cited = at.section ? new Set(survey.callouts.filter((c) => this.inSection(c.section, Number(at.section))).flatMap((c) => c.targets.map((t) => t.work))) : null;
    const words = this.query.toLowerCase().split(/\s+/).filter(Boolean);
    return all.filter((n) => {
      if (within && !within.has(n)) return false;
      if (cited && !cited.has(n)) return false;
      if (at.year && edits.field(n, "year").slice(0, 4) !== at.year) return false;
      if (!words.length) return true;
      const text = this.textOf(n);
      return words.every((word) => text.includes(word));
    });
  }

  textOf(n) {
    const work = this.survey.works[n], edited = [...this.edits.made].filter(([id]) => id.startsWith(`field|${n}|`)).map(([, made]) => made.now);
    return [work.key, `[${work.label}]`, work.raw, ...Object.values(work.fields), ...work.assignments.map((a) => this.survey.assignments[a].category), ...edited].join(" ").toLowerCase();
  }

  inSection(section, wanted) {
    for (let s = section; s >= 0; s = this.survey.sections[s].parent) if (s === wanted) return true;
    return false;
  }

  filterWords() {
    const { at, survey } = this, words = [];
    if (at.category) words.push(plain(categoryAt(survey, at.category)?.names.join(" > ")));
    if (at.year) words.push(`of ${plain(at.year)}`);
    if (at.section) words.push(`cited in ${plain(survey.sections[at.section]?.title ?? "")}`);
    if (this.query) words.push(`“${plain(this.query)}”`);
    return words.join(", ");
  }

  // -- search, tools, keys --------------------------------------------------------------------------------------------

  toolbar() {
    const search = byId("search");
    search.addEventListener("input", () => {
      this.query = search.value.trim();
      if (this.ref >= 0 || this.callout >= 0 || !["works", "categories"].includes(this.tab) || this.at.table || (this.tab === "categories" && !this.at.category)) { history.pushState(null, "", "#tab=works"); this.route(); search.focus(); }
      this.render();
    });
    search.addEventListener("keydown", (event) => {
      if (event.key === "Enter") this.panel.querySelector(".items a, .hit")?.focus();
      if (event.key === "Escape") { search.value = this.query = ""; this.render(); search.blur(); }
    });
    byId("theme").addEventListener("click", () => this.theme(THEMES[(THEMES.indexOf(this.themeName) + 1) % THEMES.length]));
    byId("help-button").addEventListener("click", () => byId("help").showModal());
    if (!this.pages) return;
    const number = byId("page-number"), { root } = this.pages;
    number.max = this.survey.pages.length;
    byId("page-count").textContent = `of ${this.survey.pages.length}`;
    number.addEventListener("change", () => this.pages.toPage(Math.min(this.survey.pages.length, Math.max(1, Number(number.value) || 1))));
    const contents = byId("contents");
    this.survey.sections.forEach((s, n) => {
      if (s.place) contents.append(el("option", { value: String(n) }, `${"\u2003".repeat(Math.max(0, s.level - 1))}${s.number} ${s.title}`));
    });
    contents.addEventListener("change", () => { this.pages.show(this.survey.sections[contents.value].place); contents.value = ""; });
    contents.hidden = contents.options.length < 2;
    let waiting = false;
    root.addEventListener("scroll", () => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => { waiting = false; if (document.activeElement !== number) number.value = this.pages.current(); });
    });
    byId("zoom-out").addEventListener("click", () => this.pages.zoomBy(1 / 1.2));
    byId("zoom-in").addEventListener("click", () => this.pages.zoomBy(1.2));
    byId("zoom-fit").addEventListener("click", () => this.pages.zoomBy(0));
    for (const kind of LAYERS) byId(`layer-${kind}`).addEventListener("change", (event) => this.pages.setLayer(kind, event.target.checked));
    byId("dim").addEventListener("change", (event) => document.body.classList.toggle("inverted", event.target.checked));
  }

  theme(name) {
    this.themeName = THEMES.includes(name) ? name : "auto";
    if (this.themeName === "auto") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = this.themeName;
    byId("theme").textContent = { auto: "Auto", light: "Light", dark: "Dark" }[this.themeName];
    try { this.storage?.setItem("surveyrefs:theme", this.themeName); } catch { /* not kept */ }
  }

  keys() {
    document.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (/^(input|textarea|select)$/i.test(event.target.tagName) || byId("help").open) return;
      const action = {
        j: () => this.step(1), k: () => this.step(-1), "/": () => byId("search").select(), "?": () => byId("help").showModal(),
        e: () => this.ref >= 0 && this.work.edit(this.ref), s: () => this.markSeen(), p: () => this.ref >= 0 && this.show(this.survey.works[this.ref].places),
        l: () => this.go({ tab: "look" }), w: () => this.go({ tab: "works" }), t: () => byId("theme").click(),
        "+": () => this.pages?.zoomBy(1.2), "-": () => this.pages?.zoomBy(1 / 1.2), 0: () => this.pages?.zoomBy(0), Escape: () => (this.ref >= 0 || this.callout >= 0) && this.back(),
      }[event.key];
      if (!action) return;
      event.preventDefault();
      action();
    });
  }

  step(by) {
    if (this.tab === "look") { this.lookAt(Math.max(0, (this.looked ?? (by > 0 ? -1 : 1)) + by)); return; }
    if (this.callout >= 0) {
      const next = this.survey.callouts[this.callout + by];
      if (!next) return;
      this.callout += by; // at once: the next key may come before the address has changed
      this.go({ callout: next.mention });
      return;
    }
    const order = sortedWorks(this), at = order.indexOf(this.ref), next = order[at < 0 ? (by > 0 ? 0 : order.length - 1) : at + by];
    if (next === undefined) return;
    this.ref = next;
    this.go({ ref: this.survey.works[next].key });
  }

  lookAt(n) {
    const cards = [...this.panel.querySelectorAll(".card")], card = cards[Math.min(n, cards.length - 1)];
    if (!card) return;
    this.looked = cards.indexOf(card);
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: "start" });
    const item = this.survey.queue[Number(card.dataset.look)];
    if (item.place) this.show([item.place]);
  }

  markSeen() {
    const card = document.activeElement?.closest?.(".card"), item = card && this.survey.queue[Number(card.dataset.look)];
    if (!item || item.problem < 0) return;
    this.edits.seen(item.problem);
    this.step(1);
  }

  // -- the file of corrections ----------------------------------------------------------------------------------------

  fileName() { return this.survey.file; }

  download(text) {
    const address = URL.createObjectURL(new Blob([text], { type: "application/toml" }));
    const link = el("a", { href: address, download: this.fileName() });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  }

  async saveFile() {
    try {
      this.handle ??= await window.showSaveFilePicker({ suggestedName: this.fileName(), types: [{ description: "Corrections", accept: { "application/toml": [".toml"] } }] });
      const file = await this.handle.createWritable();
      await file.write(this.edits.file());
      await file.close();
      this.say(`Saved ${plural(this.edits.size, "correction")} to ${this.handle.name}.`);
    } catch (error) {
      this.handle = null;
      if (error.name !== "AbortError") this.say("The file could not be written; download it instead.");
    }
    this.render(true);
  }

  say(words) {
    const place = byId("said");
    place.textContent = words;
    place.classList.add("shown");
    clearTimeout(this.silence);
    this.silence = setTimeout(() => place.classList.remove("shown"), 5000);
  }
}

new App();

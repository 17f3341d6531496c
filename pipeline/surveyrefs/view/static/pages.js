// The pages as printed: pictures, the text that can be selected, and boxes on what was read.
import { byId, el, level, levelWords, plain, readData } from "./dom.js";

const OWN_MARGIN = 8; // points: a crop with more shows neighbours, and a frame says what is meant
const NEAR = 2; // points that a click may miss a box by
export const LAYERS = ["callout", "reference", "heading", "table", "cell", "figure"];
const addresses = new Map();

// The picture of a page as an address; null where the page has none.
export function pictureOf(number) {
  if (!addresses.has(number)) {
    const picture = readData(`page-${number}`);
    addresses.set(number, picture ? URL.createObjectURL(blobOf(picture)) : null);
    byId(`page-${number}`)?.remove(); // the letters are not needed twice
  }
  return addresses.get(number);
}

function blobOf(dataUrl) {
  const [head, body] = dataUrl.split(",");
  const letters = atob(body), bytes = new Uint8Array(letters.length);
  for (let i = 0; i < letters.length; i += 1) bytes[i] = letters.charCodeAt(i);
  return new Blob([bytes], { type: head.slice(5, head.indexOf(";")) });
}

const lazily = new IntersectionObserver((seen) => {
  for (const { isIntersecting, target } of seen) {
    if (!isIntersecting) continue;
    lazily.unobserve(target);
    target.dispatchEvent(new Event("near"));
  }
}, { rootMargin: "600px" });

function whenNear(node, action) {
  node.addEventListener("near", action, { once: true });
  lazily.observe(node);
}

// What a box of a page shows, with a margin in points, `highest` pixels high at most. `words` is read out in its place.
export function crop(survey, place, words, margin = 6, highest = Infinity) {
  const [number, x0, y0, x1, y1] = place, [width, height] = survey.pages[number - 1] ?? [612, 792];
  const left = Math.max(0, x0 - margin), top = Math.max(0, y0 - margin);
  const w = Math.min(width, x1 + margin) - left, h = Math.min(height, y1 + margin) - top;
  const image = el("img", { alt: words, draggable: "false" });
  const frame = el("div.crop", {}, image);
  frame.style.aspectRatio = `${w} / ${h}`;
  frame.style.width = `min(100%, ${Math.min(w * 1.6, (highest / h) * w)}px)`;
  Object.assign(image.style, {
    position: "absolute", maxWidth: "none", width: `${(width / w) * 100}%`, left: `${(-left / w) * 100}%`, top: `${(-top / h) * 100}%`,
  });
  if (margin > OWN_MARGIN) {
    const own = el("span.own", {});
    Object.assign(own.style, {
      left: `${((x0 - 2 - left) / w) * 100}%`, top: `${((y0 - 2 - top) / h) * 100}%`, width: `${((x1 - x0 + 4) / w) * 100}%`, height: `${((y1 - y0 + 4) / h) * 100}%`,
    });
    frame.append(own);
  }
  whenNear(frame, () => { const address = pictureOf(number); if (address) image.src = address; else frame.remove(); });
  return frame;
}

export class Pages {
  // `open(target)` is called with what a person chose: { callout: n }, { ref: n }, { table: n } …
  constructor(survey, lines, open) {
    this.survey = survey;
    this.lines = lines;
    this.open = open;
    this.root = byId("pages");
    this.hidden = new Set();
    this.boxes = survey.pages.map(() => []);
    this.sections = [];
    this.zoom = 0; // 0: as wide as the pane
    this.collect();
    this.build();
    new ResizeObserver(() => this.fit()).observe(this.root);
  }

  add(kind, place, index, confidence, label, href) {
    if (place && this.boxes[place[0] - 1]) this.boxes[place[0] - 1].push({ kind, place, index, confidence, label, href });
  }

  collect() {
    const { works, callouts, sections, tables, figures } = this.survey;
    works.forEach((w, n) => w.places.forEach((p) => this.add("reference", p, n, level(w.confidence), `reference ${w.label} ${w.fields.title ?? w.raw}`, `#ref=${encodeURIComponent(w.key)}`)));
    sections.forEach((s, n) => this.add("heading", s.place, n, "sure", `heading ${s.number} ${s.title}`, ""));
    tables.forEach((t, n) => {
      this.add("table", t.place, n, level(t.confidence), `Table ${t.number}`, `#table=${n}`);
      t.rows.forEach((row, r) => row.places.forEach((p, c) => this.add("cell", p, n, level(t.confidence), "", "", r, c)));
    });
    figures.forEach((f, n) => {
      this.add("figure", f.place, n, "sure", `Figure ${f.number}`, "");
      f.nodes.forEach((p) => this.add("cell", p, n, "sure", "", ""));
    });
    callouts.forEach((c, n) => {
      const found = c.targets.filter((t) => t.work >= 0);
      const name = found.length < c.targets.length || !found.length ? "none" : level(Math.min(...found.map((t) => t.confidence)));
      const named = found.map((t) => works[t.work].fields.title ?? works[t.work].key).join("; ") || "leads nowhere";
      c.places.forEach((p) => this.add("callout", p, n, name, `callout ${c.marker}: ${named}`, `#callout=${c.mention}`));
    });
  }

  build() {
    this.survey.pages.forEach(([width, height], n) => {
      const picture = el("img", { alt: "", draggable: "false" });
      const page = el("section.page", { id: `p${n + 1}`, "aria-label": `Page ${n + 1}`, tabindex: "-1" }, picture);
      page.style.setProperty("--w", width);
      page.style.setProperty("--h", height);
      page.addEventListener("click", (event) => this.clicked(event, n));
      page.addEventListener("mousemove", (event) => this.hovered(event, n));
      page.addEventListener("mouseleave", () => this.hover(null));
      whenNear(page, () => this.fill(page, picture, n));
      this.sections.push(page);
      this.root.append(page);
    });
    this.fit();
  }

  fill(page, picture, n) {
    const address = pictureOf(n + 1);
    if (address) picture.src = address;
    const [width, height] = this.survey.pages[n];
    page.append(this.textLayer(n, width, height), this.boxLayer(n, width, height));
  }

  textLayer(n, width, height) {
    const layer = el("div.words", {});
    const pen = document.createElement("canvas").getContext("2d");
    for (const [text, x0, y0, x1, y1, turn] of this.lines[n] ?? []) {
      const line = el("span", {}, text);
      const across = turn === 90 || turn === 270;
      const size = Math.max(1, (across ? x1 - x0 : y1 - y0) * 0.8), length = across ? y1 - y0 : x1 - x0;
      pen.font = "100px serif";
      const natural = (pen.measureText(plain(text)).width / 100) * size || 1;
      const turned = { 0: "", 90: "rotate(90deg) translateY(-100%) ", 180: "rotate(180deg) ", 270: "rotate(-90deg) translateX(-100%) " }[turn];
      line.style.left = `${(x0 / width) * 100}%`;
      line.style.top = `${(y0 / height) * 100}%`;
      line.style.setProperty("--size", size);
      line.style.transform = `${turned}scaleX(${(length / natural).toFixed(4)})`;
      layer.append(line, "\n");
    }
    return layer;
  }

  boxLayer(n, width, height) {
    const layer = el("div.boxes", {});
    for (const box of this.boxes[n]) {
      const [, x0, y0, x1, y1] = box.place;
      const name = `.box.${box.kind}.${box.confidence}`;
      box.node = box.href
        ? el(`a${name}`, { href: box.href, "aria-label": `${box.label} (${levelWords(box.confidence)})` })
        : el(`span${name}`, {});
      Object.assign(box.node.style, {
        left: `${(x0 / width) * 100}%`, top: `${(y0 / height) * 100}%`,
        width: `${((x1 - x0) / width) * 100}%`, height: `${((y1 - y0) / height) * 100}%`,
      });
      layer.append(box.node);
    }
    return layer;
  }

  // -- what is under the pointer --------------------------------------------------------------------------------------

  at(event, n) {
    const frame = this.sections[n].getBoundingClientRect(), [width, height] = this.survey.pages[n];
    const x = ((event.clientX - frame.left) / frame.width) * width, y = ((event.clientY - frame.top) / frame.height) * height;
    const area = ({ place: [, x0, y0, x1, y1] }) => (x1 - x0) * (y1 - y0);
    const inside = ({ place: [, x0, y0, x1, y1] }) => x >= x0 - NEAR && x <= x1 + NEAR && y >= y0 - NEAR && y <= y1 + NEAR;
    const found = this.boxes[n].filter((b) => !this.hidden.has(b.kind) && b.kind !== "heading" && b.kind !== "figure" && inside(b));
    return found.sort((a, b) => area(a) - area(b))[0] ?? null;
  }

  clicked(event, n) {
    if (!getSelection().isCollapsed) return; // a person selects text
    const box = this.at(event, n);
    if (!box) return;
    event.preventDefault();
    const names = { callout: "callout", reference: "ref", table: "table", cell: "table" };
    this.open({ [names[box.kind]]: box.index });
  }

  hovered(event, n) {
    this.hover(event.buttons ? null : this.at(event, n));
  }

  hover(box) {
    if (box === this.over) return;
    this.over?.node?.classList.remove("over");
    this.over = box;
    box?.node?.classList.add("over");
    this.root.classList.toggle("pointing", Boolean(box));
    this.root.title = box && box.kind !== "cell" ? plain(box.label) : "";
  }

  // -- moving about ---------------------------------------------------------------------------------------------------

  current() {
    const middle = this.root.getBoundingClientRect().top + this.root.clientHeight / 3;
    const at = this.sections.findIndex((page) => page.getBoundingClientRect().bottom > middle);
    return at < 0 ? this.sections.length : at + 1;
  }

  toPage(number) {
    const page = this.sections[number - 1];
    if (page) this.root.scrollTop = page.offsetTop - this.root.offsetTop - 8;
  }

  // Scroll to a place and mark it; `gently` leaves the scroll where the place is seen already.
  show(place, gently = false) {
    const page = place && this.sections[place[0] - 1];
    if (!page) return;
    const frame = this.root.getBoundingClientRect(), scale = page.clientHeight / this.survey.pages[place[0] - 1][1];
    const top = page.getBoundingClientRect().top - frame.top + place[2] * scale;
    if (!gently || top < 30 || top > frame.height - 60) this.root.scrollTop += top - frame.height / 3;
    this.mark([place]);
  }

  mark(places) {
    this.root.querySelectorAll(".mark").forEach((old) => old.remove());
    for (const [number, x0, y0, x1, y1] of places) {
      const page = this.sections[number - 1], [width, height] = this.survey.pages[number - 1] ?? [];
      if (!page) continue;
      const mark = el("span.mark", {});
      Object.assign(mark.style, {
        left: `${((x0 - 3) / width) * 100}%`, top: `${((y0 - 3) / height) * 100}%`,
        width: `${((x1 - x0 + 6) / width) * 100}%`, height: `${((y1 - y0 + 6) / height) * 100}%`,
      });
      page.append(mark);
    }
  }

  setLayer(kind, shown) {
    if (shown) this.hidden.delete(kind); else this.hidden.add(kind);
    this.root.classList.toggle(`no-${kind}`, !shown);
  }

  zoomBy(factor) {
    this.zoom = factor ? Math.min(4, Math.max(0.4, (this.zoom || this.scale) * factor)) : 0;
    this.fit();
  }

  fit() {
    const widest = Math.max(1, ...this.survey.pages.map(([w]) => w));
    const at = this.root.scrollHeight ? this.root.scrollTop / this.root.scrollHeight : 0;
    this.scale = this.zoom || Math.min(2, (this.root.clientWidth - 32) / widest);
    this.root.style.setProperty("--scale", this.scale);
    if (at) this.root.scrollTop = at * this.root.scrollHeight;
  }

  // Places of a text in the pages, also over the ends of lines: [{ page, place, text }], a hundred at most.
  find(words) {
    const found = [], wanted = words.toLowerCase();
    this.joined ??= this.lines.map(joinLines);
    this.joined.forEach(({ text, starts }, n) => {
      for (let at = text.indexOf(wanted); at >= 0 && found.length < 100; at = text.indexOf(wanted, at + 1)) {
        let line = starts.findIndex((start) => start > at);
        line = (line < 0 ? starts.length : line) - 1;
        const [said, x0, y0, x1, y1] = this.lines[n][line];
        found.push({ page: n + 1, place: [n + 1, x0, y0, x1, y1], text: said });
      }
    });
    return found;
  }
}

// The lines of a page as one text in small letters, hyphens at line ends undone, and where each line begins in it.
function joinLines(lines) {
  const starts = [];
  let text = "";
  for (const [said] of lines) {
    starts.push(text.length);
    const small = said.toLowerCase();
    text += /[a-z]-$/.test(small) ? small.slice(0, -1) : `${small} `;
  }
  return { text, starts };
}

// Elements from values: all text goes in as text, so that nothing of a PDF becomes markup.

// Letters that turn the direction of what follows, beyond their own text.
const TURNS = /[\u202a-\u202e\u2066-\u2069]/g;

export function plain(text) {
  return String(text ?? "").replace(TURNS, "");
}

// el("a.button", { href: "#x", onclick: f, "aria-label": "…" }, "text", child, [children], null)
export function el(name, properties, ...children) {
  const [tag, ...classes] = name.split(".");
  const node = document.createElement(tag);
  if (classes.length) node.className = classes.join(" ");
  for (const [key, value] of Object.entries(properties ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (key === "value" || key === "checked" || key === "disabled" || key === "hidden") node[key] = value;
    else node.setAttribute(key, value === true ? "" : plain(value));
  }
  append(node, children);
  return node;
}

export function append(node, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false || child === "") continue;
    node.append(child instanceof Node ? child : document.createTextNode(plain(child)));
  }
  return node;
}

// Text that came from the PDF, kept apart from the direction of the text around it.
export function said(text, name = "bdi") {
  return el(name, { dir: "auto" }, text);
}

// A link to the web, or the bare text where the address is of another kind (javascript:, data:, file: …).
export function webLink(address, text) {
  let url = null;
  try { url = new URL(address); } catch { /* no address */ }
  if (!url || !["http:", "https:"].includes(url.protocol)) return said(text);
  return el("a", { href: url.href, rel: "noopener noreferrer nofollow", target: "_blank" }, said(text));
}

export function level(confidence) {
  return confidence >= 0.9 ? "sure" : confidence >= 0.75 ? "fair" : "low";
}

const LEVEL_WORDS = { sure: "sure", fair: "fairly sure", low: "not sure", none: "leads nowhere" };

export function levelWords(name) {
  return LEVEL_WORDS[name];
}

export function confidenceChip(value) {
  const name = level(value);
  return el(`span.chip.confidence.${name}`, { title: `${LEVEL_WORDS[name]}: confidence ${value.toFixed(2)}` }, value.toFixed(2));
}

export function plural(count, one, many = `${one}s`) {
  return `${count} ${count === 1 ? one : many}`;
}

export function byId(id) {
  return document.getElementById(id);
}

export function readData(id) {
  const block = byId(id);
  return block ? JSON.parse(block.textContent) : null;
}

// As much of a document as the page's drawing modules need, and a way to read what was drawn.

class Node {
  constructor(text = "") {
    this.textContent = text;
  }
  drawn() {
    return this.textContent.replace(/[&<>]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[sign]);
  }
}

class Element {
  constructor(tag) {
    Object.assign(this, { tag, attributes: {}, children: [], listeners: {}, text: null });
    const classes = () => new Set((this.attributes.class ?? "").split(" ").filter(Boolean));
    const keep = (set) => (this.attributes.class = [...set].join(" "));
    this.classList = {
      contains: (name) => classes().has(name),
      add: (name) => keep(classes().add(name)),
      toggle: (name) => {
        const set = classes();
        const on = !set.delete(name);
        if (on) set.add(name);
        keep(set);
        return on;
      },
    };
  }
  set textContent(text) {
    this.children = [new Node(text)];
  }
  set className(name) {
    this.attributes.class = name;
  }
  set title(words) {
    this.attributes.title = words;
  }
  setAttribute(name, value) {
    this.attributes[name] = value;
  }
  removeAttribute(name) {
    delete this.attributes[name];
  }
  addEventListener(name, listener) {
    this.listeners[name] = listener;
  }
  replaceChildren(...parts) {
    this.children = [];
    this.append(...parts);
  }
  append(...parts) {
    this.children.push(...parts.map((part) => (typeof part === "object" ? part : new Node(String(part)))));
  }
  drawn() {
    const attributes = Object.entries(this.attributes).map(([name, value]) => ` ${name}="${String(value).replaceAll('"', "&quot;")}"`);
    return `<${this.tag}${attributes.join("")}>${this.children.map((child) => child.drawn()).join("")}</${this.tag}>`;
  }
  /** Every element below, and this one. */
  all() {
    return [this, ...this.children.flatMap((child) => child.all?.() ?? [])];
  }
}

const standing = new Map(); // what stands in index.html, made when it is asked for

globalThis.document = {
  getElementById: (id) => standing.get(id) ?? standing.set(id, new Element(id)).get(id),
  createElement: (tag) => new Element(tag),
  createTextNode: (text) => new Node(text),
};
globalThis.location = { origin: "http://127.0.0.1:8080" };

// A tree of entities → elements.

import { h, outLink } from "./dom.js";
import { tree } from "./entities.js";
import { openable, startPayload, whole } from "./links.js";

const PLAIN = {
  bold: "strong",
  italic: "em",
  underline: "u",
  strikethrough: "s",
  code: "code",
  blockquote: "blockquote",
};

/** What `acts.say` sends and `acts.fill` puts into the text box is up to the page. */
export function richText(text, entities, acts) {
  return drawn(tree(text, entities), acts);
}

function drawn(nodes, acts) {
  return nodes.map((node) => (node.type === "text" ? document.createTextNode(node.text) : element(node, acts)));
}

function element(node, acts) {
  const inside = drawn(node.children, acts);
  if (PLAIN[node.type]) return h(PLAIN[node.type], null, inside);
  switch (node.type) {
    case "pre":
      return h("pre", { "data-language": node.entity.language }, h("code", null, inside));
    case "expandable_blockquote":
      return expandable(node, inside);
    case "spoiler":
      return spoiler(inside);
    case "text_link":
      return link(node.entity.url, inside, acts);
    case "url":
      return link(whole(node.text), inside, acts);
    case "email":
      return link(`mailto:${node.text}`, inside, acts);
    case "bot_command":
      return act(inside, () => acts.say(node.text), "Send this command");
    case "hashtag":
      return act(inside, () => acts.fill(node.text), "Put into the text box");
    case "date_time":
      return h("time", { datetime: isoDate(node.entity.unix_time ?? node.entity.unix) }, inside);
    default:
      return h("span", { class: "entity" }, inside);
  }
}

function link(address, inside, acts) {
  const payload = startPayload(address);
  if (payload !== null) return act(inside, () => acts.say(`/start ${payload}`.trim()), address);
  const href = openable(address);
  return href ? outLink(href, inside) : h("span", { class: "entity" }, inside);
}

function act(inside, onclick, title) {
  return h("button", { type: "button", class: "inline", title, onclick }, inside);
}

function spoiler(inside) {
  const hidden = h("span", { class: "spoiler", role: "button", tabindex: "0", "aria-label": "Hidden text, press to read" }, inside);
  const reveal = (event) => {
    if (event.type === "keydown" && !["Enter", " "].includes(event.key)) return;
    if (hidden.classList.contains("revealed")) return;
    event.preventDefault();
    hidden.classList.add("revealed");
    for (const name of ["role", "tabindex", "aria-label"]) hidden.removeAttribute(name);
  };
  hidden.addEventListener("click", reveal);
  hidden.addEventListener("keydown", reveal);
  return hidden;
}

function expandable(node, inside) {
  const text = h("div", { class: "folded" }, inside);
  const button = h("button", { type: "button", class: "unfold", "aria-expanded": "false" }, "Show more");
  const quote = h("blockquote", { class: "expandable" }, text, button);
  button.addEventListener("click", () => {
    const folded = text.classList.toggle("folded");
    button.setAttribute("aria-expanded", String(!folded));
    button.textContent = folded ? "Show more" : "Show less";
  });
  afterDrawing(() => text.clientHeight && text.scrollHeight <= text.clientHeight + 1 && button.remove());
  return quote;
}

/** Once the element stands on the page and has its size; a quotation that fits needs no button. */
function afterDrawing(act) {
  if (typeof requestAnimationFrame === "function") requestAnimationFrame(() => requestAnimationFrame(act));
}

function isoDate(seconds) {
  const date = new Date(Number(seconds) * 1000);
  return Number.isNaN(date.valueOf()) ? null : date.toISOString();
}

// The link preview of a message, with the picture above or below the text.
//
// Telegram fetches the page; here the browser does, and only from this very server, so that a message can
// make nobody's browser call anywhere else. Other addresses show as their name alone.

import { h, outLink } from "./dom.js";
import { isPicture, openable, openGraph, startPayload, whole } from "./links.js";

const cards = new Map();

/** The address a message previews: the one it names, else the first in its text; null when there is none. */
export function previewed(message) {
  const options = message.link_preview_options ?? {};
  if (options.is_disabled || !message.text) return null;
  const address = options.url ?? firstLink(message);
  return address && startPayload(address) === null ? address : null;
}

/** An element that fills itself once the facts are there. `grown` is called when it changes its height. */
export function preview(message, address, grown) {
  const options = message.link_preview_options ?? {};
  const card = h("div", { class: `preview ${options.prefer_small_media ? "small" : "large"}` });
  fill(card, address, grown);
  return card;
}

function firstLink(message) {
  for (const entity of message.entities ?? []) {
    if (entity.type === "text_link") return entity.url;
    if (entity.type === "url") return whole(message.text.slice(entity.offset, entity.offset + entity.length));
  }
  return null;
}

async function fill(card, address, grown) {
  const href = openable(address);
  if (!href?.startsWith("http")) return;
  const facts = await factsOf(href);
  if (!facts) return;
  card.append(...drawn(facts, href, grown));
  grown();
}

function drawn(facts, href, grown) {
  const words = [
    facts.site ? h("span", { class: "site" }, facts.site) : null,
    facts.title ? h("strong", null, facts.title) : null,
    facts.description ? h("span", { class: "description" }, facts.description) : null,
  ].filter(Boolean);
  const picture = facts.image ? h("img", { src: facts.image, alt: facts.title || "Picture of the link", onload: grown }) : null;
  picture?.addEventListener("error", () => picture.remove());
  return [words.length ? outLink(href, words) : null, picture].filter(Boolean);
}

function factsOf(href) {
  if (!cards.has(href)) cards.set(href, lookedUp(href));
  return cards.get(href);
}

async function lookedUp(href) {
  const url = new URL(href);
  if (isPicture(href)) return { title: "", description: "", site: "", image: href };
  if (url.origin !== location.origin) return { title: "", description: "", site: url.hostname, image: "" };
  try {
    const response = await fetch(href);
    return response.ok ? openGraph(await response.text()) : null;
  } catch {
    return null;
  }
}

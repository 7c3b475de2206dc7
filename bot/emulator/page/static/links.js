// Addresses: which may be opened, which start the bot, what a page says of itself in its metas.

const OPENABLE = new Set(["http:", "https:", "mailto:"]);

/** The address if a browser may open it, else null. */
export function openable(address) {
  const url = parsed(address);
  return url && OPENABLE.has(url.protocol) ? url.href : null;
}

/** An address as people type it, made whole: `example.org/a` → `http://example.org/a`. */
export function whole(address) {
  return /^[a-z][a-z0-9+.-]*:/i.test(address) ? address : `http://${address}`;
}

/** The payload of `https://t.me/<bot>?start=…` ("" when it has none), or null for any other address. */
export function startPayload(address) {
  const url = parsed(address);
  const telegram = url?.protocol === "https:" && ["t.me", "telegram.me"].includes(url.hostname);
  if (!telegram || !/^\/\w+$/.test(url.pathname) || !url.searchParams.has("start")) return null;
  return url.searchParams.get("start");
}

/** Whether the address names a picture by its ending. */
export function isPicture(address) {
  const url = parsed(address);
  return Boolean(url) && /\.(png|jpe?g|gif|webp|avif|svg)$/i.test(url.pathname);
}

/** `{ title, description, image, site }` of a page's Open Graph metas (ogp.me), each "" when absent. */
export function openGraph(html) {
  const facts = { title: "", description: "", image: "", site_name: "" };
  const metas = /<meta\s+property="og:(title|description|image|site_name)"\s+content="([^"]*)"/g;
  for (const [, name, content] of html.slice(0, 20_000).matchAll(metas)) facts[name] ||= unescaped(content);
  return { title: facts.title, description: facts.description, image: facts.image, site: facts.site_name };
}

function unescaped(text) {
  const named = { lt: "<", gt: ">", quot: '"', amp: "&", "#39": "'" };
  return text.replace(/&(lt|gt|quot|amp|#39);/g, (_, name) => named[name]);
}

function parsed(address) {
  try {
    return new URL(address);
  } catch {
    return null;
  }
}

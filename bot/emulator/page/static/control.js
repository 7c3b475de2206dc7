// The control API of the emulator and of the publication, over HTTP. Failures are Errors with words in them.

/** GET an address of the control API; its JSON. */
export async function get(path, parameters = {}) {
  const query = new URLSearchParams(parameters);
  return answer(await fetch(`/control/${path}?${query}`, { cache: "no-store" }));
}

/** POST JSON to the control API; the JSON it answers. */
export async function post(path, body = {}) {
  const headers = { "Content-Type": "application/json" };
  return answer(await fetch(`/control/${path}`, { method: "POST", headers, body: JSON.stringify(body) }));
}

/** DELETE what an address of the control API holds; goes out even while the page is being closed. */
export async function remove(path) {
  return answer(await fetch(`/control/${path}`, { method: "DELETE", keepalive: true }));
}

/** Hear every event: `listeners` maps kinds to functions; `onopen` is called at every (re)connection. */
export function listen(listeners, onopen) {
  const source = new EventSource("/control/events");
  source.addEventListener("open", onopen);
  for (const [kind, hear] of Object.entries(listeners)) {
    source.addEventListener(kind, (event) => hear(JSON.parse(event.data)));
  }
  return source;
}

async function answer(response) {
  const text = await response.text();
  const value = parsed(text);
  if (!response.ok) throw new Error(value?.error ?? value?.description ?? (text.slice(0, 200) || `status ${response.status}`));
  return value;
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

// Making elements. Text goes in as text nodes only; there is no way here to hand in markup.

/**
 * An element: `h("button", { type: "button", onclick: press }, "Press")`.
 * Properties that begin with "on" are listeners, `class`, `aria-…`, `data-…`, `role` and the like attributes;
 * true stands for an empty attribute, false, null and undefined for none.
 */
export function h(tag, properties, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties ?? {})) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, value === true ? "" : String(value));
    }
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

/** The element with this id; it stands in index.html. */
export function byId(id) {
  return document.getElementById(id);
}

/** A link that leaves the page in a new tab and tells the other side nothing. */
export function outLink(href, ...children) {
  return h("a", { href, target: "_blank", rel: "noopener noreferrer" }, ...children);
}

/** A function that runs `act` once for all its calls within so many milliseconds, however fast they come. */
export function coalesced(act, milliseconds) {
  let due = false;
  return () => {
    if (due) return;
    due = true;
    setTimeout(() => {
      due = false;
      act();
    }, milliseconds);
  };
}

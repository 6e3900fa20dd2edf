// Keeps a draft in this tab while it is not published, so that leaving the page loses nothing.

const at = (name, version) => `pricewright.draft.${name ?? ''}@${version ?? ''}`;

/** Returns the draft that was left: the texts of its files by name, or null. */
export function left(name, version) {
  const kept = sessionStorage.getItem(at(name, version));
  return kept === null ? null : JSON.parse(kept);
}

/** Keeps a draft; a tab that has no room left keeps none. */
export function keep(name, version, texts) {
  try {
    sessionStorage.setItem(at(name, version), JSON.stringify(texts));
  } catch {
    forget(name, version);
  }
}

export const forget = (name, version) => sessionStorage.removeItem(at(name, version));

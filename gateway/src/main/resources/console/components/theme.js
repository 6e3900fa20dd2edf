// The theme: as the system has it, unless somebody chose.

const ORDER = ['system', 'light', 'dark'];
const KEPT = 'pricewright.theme';

export const themeName = () => localStorage.getItem(KEPT) ?? 'system';

/** Takes the next theme and returns its name. */
export function nextTheme() {
  const next = ORDER[(ORDER.indexOf(themeName()) + 1) % ORDER.length];
  if (next === 'system') {
    localStorage.removeItem(KEPT);
    delete document.documentElement.dataset.theme;
  } else {
    localStorage.setItem(KEPT, next);
    document.documentElement.dataset.theme = next;
  }
  return next;
}

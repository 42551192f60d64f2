/** Browsers may refuse storage altogether: pages then remember for as long as they live. */
const fallback = new Map<string, string>();

const storages = { session: () => sessionStorage, device: () => localStorage };

export const recall = (where: keyof typeof storages, key: string): string | null => {
  try {
    return storages[where]().getItem(key);
  } catch {
    return fallback.get(key) ?? null;
  }
};

export const remember = (where: keyof typeof storages, key: string, value: string): void => {
  try {
    storages[where]().setItem(key, value);
  } catch {
    fallback.set(key, value);
  }
};

export const forget = (where: keyof typeof storages, key: string): void => {
  try {
    storages[where]().removeItem(key);
  } catch {
    fallback.delete(key);
  }
};

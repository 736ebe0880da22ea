/**
 * Proof that the page's user has seen the printed address: the token in its fragment is exchanged, once, for a
 * cookie (which the page cannot read) and a key, kept for this origin so that a reload and a second tab work too.
 */
const storageKey = 'hectare-key';

/** Returns the key; undefined when there is none, or the token was used before. */
export async function signIn(): Promise<string | undefined> {
  const token = takeToken();
  if (token === undefined) return localStorage.getItem(storageKey) ?? undefined;
  const response = await fetch('/session', { method: 'POST', body: token });
  if (!response.ok) return localStorage.getItem(storageKey) ?? undefined;
  const key = await response.text();
  localStorage.setItem(storageKey, key);
  return key;
}

/** Returns whether the host refuses the key. False when it cannot be asked. */
export async function isRefused(key: string): Promise<boolean> {
  try {
    const response = await fetch('/session', { headers: { Authorization: `Bearer ${key}` } });
    return response.status === 401;
  } catch {
    return false;
  }
}

/** Takes the token out of the address bar, so that it stays in no history or bookmark. */
function takeToken(): string | undefined {
  const token = new URLSearchParams(location.hash.slice(1)).get('t') ?? undefined;
  if (token !== undefined) history.replaceState(history.state, '', location.pathname + location.search);
  return token;
}

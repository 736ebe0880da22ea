import open from 'open';

/** Opens an address in the system's browser. Returns whether there is one, as far as can be told. */
export async function openBrowser(address: string): Promise<boolean> {
  if (!hasDisplay()) return false;
  try {
    // A list of arguments goes to a program of the system; no shell reads the address.
    await open(address);
    return true;
  } catch {
    return false;
  }
}

/** Returns whether there is a display. why: without one, xdg-open may start a browser for terminals on ours. */
function hasDisplay({ DISPLAY, WAYLAND_DISPLAY, WSL_DISTRO_NAME } = process.env): boolean {
  return process.platform !== 'linux' || Boolean(DISPLAY || WAYLAND_DISPLAY || WSL_DISTRO_NAME);
}

import open from 'open';
import { type HandedAddress, handAddress } from './handed-address.js';

/** Opens an address in the system's browser. Returns undefined where there is none, as far as can be told. */
export async function openBrowser(address: string): Promise<HandedAddress | undefined> {
  if (!hasDisplay()) return undefined;
  let handed: HandedAddress | undefined;
  try {
    handed = await handAddress(address);
    await open(handed.file);
    return handed;
  } catch {
    // The address was printed, too.
    handed?.remove();
    return undefined;
  }
}

/** Returns whether there is a display. why: without one, xdg-open may start a browser for terminals on ours. */
function hasDisplay({ DISPLAY, WAYLAND_DISPLAY, WSL_DISTRO_NAME } = process.env): boolean {
  return process.platform !== 'linux' || Boolean(DISPLAY || WAYLAND_DISPLAY || WSL_DISTRO_NAME);
}

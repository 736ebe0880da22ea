/**
 * Makes the app's icons from the one drawing: PNG files for Linux, an ICO file for Windows, an ICNS file for macOS. Each size is
 * rendered from the drawing.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { IconIcns, IconIco } from '@shockpkg/icon-encoder';

/** Sizes: pixels of an edge. */
const linuxSizes = [16, 24, 32, 48, 64, 96, 128, 256, 512];
const windowsSizes = [16, 20, 24, 32, 40, 48, 64, 96, 128, 256];
/** Types of images in an ICNS file and the pixels of their edges, as macOS's own iconutil makes them. */
const macImages = {
  ic04: 16,
  ic11: 32,
  ic05: 32,
  ic12: 64,
  ic07: 128,
  ic13: 256,
  ic08: 256,
  ic14: 512,
  ic09: 512,
  ic10: 1024,
};

/**
 * Writes `icon.ico`, `icon.icns` and, for Linux, `16x16.png` and so on.
 * @param folder is made where it is missing.
 */
export async function makeIcons(drawing: string, folder: string): Promise<void> {
  await startRenderer();
  await mkdir(folder, { recursive: true });
  for (const size of linuxSizes) await writeFile(join(folder, `${size}x${size}.png`), render(drawing, size));
  const windows = new IconIco();
  for (const size of windowsSizes) await windows.addFromPng(render(drawing, size), null, true);
  await writeFile(join(folder, 'icon.ico'), windows.encode());
  const mac = new IconIcns();
  const tile = onTile(drawing);
  for (const [type, size] of Object.entries(macImages))
    await mac.addFromPng(render(tile, size), [type], true);
  await writeFile(join(folder, 'icon.icns'), mac.encode());
}

/**
 * Returns the drawing as PNG.
 * @param size pixels of an edge.
 */
export async function drawIcon(drawing: string, size: number): Promise<Uint8Array> {
  await startRenderer();
  return render(drawing, size);
}

/**
 * Returns the drawing on a rounded tile with a margin, as in Apple's template for macOS (824 of 1024 pixels).
 * why: macOS puts an icon of another shape on a tile of its own.
 */
function onTile(drawing: string): string {
  const plots = drawing.replace('<svg ', '<svg x="192" y="192" width="640" height="640" ');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1024 1024">
    <rect x="100" y="100" width="824" height="824" rx="185" fill="#e8ece3"/>${plots}</svg>`;
}

function render(drawing: string, size: number): Uint8Array {
  const image = new Resvg(drawing, { fitTo: { mode: 'width', value: size } }).render();
  const png = image.asPng();
  image.free();
  return png;
}

let started: Promise<void> | undefined;

function startRenderer(): Promise<void> {
  const wasm = createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm');
  started ??= readFile(wasm).then((bytes) => initWasm(bytes));
  return started;
}

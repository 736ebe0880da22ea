/** Prepares what must be there before anything is packed. */
import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Arch, type AfterPackContext as PackContext } from 'electron-builder';
import { makeIcons } from './make-icons.js';

/**
 * Makes the icons, and checks koffi's native part.
 * @throws where koffi has none for the target system
 */
export async function beforePack({ arch, electronPlatformName, packager }: PackContext): Promise<void> {
  const folder = packager.projectDir;
  await findNativePart(folder, electronPlatformName, Arch[arch] ?? '');
  const drawing = await readFile(join(folder, 'src/renderer/public/icon.svg'), 'utf8');
  await makeIcons(drawing, join(folder, 'out/icons'));
}

/**
 * Checks that koffi's native part for the target is installed.
 * why: electron-builder says nothing of a missing folder, and npm installs the part of its own system only.
 */
async function findNativePart(folder: string, system: string, arch: string): Promise<void> {
  const name = `@koromix/koffi-${system}-${arch}`;
  try {
    await access(join(folder, 'node_modules', name));
  } catch {
    throw new Error(
      `${name} is not installed. Package on such a system, or first run: npm ci --os=${system} --cpu=${arch}`,
    );
  }
}

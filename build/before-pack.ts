/** What has to be there before anything is packed. */
import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Arch, type AfterPackContext as PackContext } from 'electron-builder';
import { makeIcons } from './make-icons.js';

/** Throws where koffi has no native part for the system that is packed for. */
export async function beforePack({ arch, electronPlatformName, packager }: PackContext): Promise<void> {
  const folder = packager.projectDir;
  await findNativePart(folder, electronPlatformName, Arch[arch] ?? '');
  const drawing = await readFile(join(folder, 'src/renderer/public/icon.svg'), 'utf8');
  await makeIcons(drawing, join(folder, 'out/icons'));
}

/** why: electron-builder packs what is there and says nothing of a folder that is not; npm installs its own system's only. */
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

import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { makeFolder } from '../test/fixture/files.js';
import { needsOfMounts, provideMountNamespace } from '../test/fixture/mount-namespace.js';
import { provideEmptyFixture } from '../test/fixture/provide-fixture.js';
import { askDu } from '../test/oracles/du.js';
import { backends } from '../test/programs/hectare.js';
import { testNeeding } from '../test/programs/requirements.js';
import { scanWhole } from '../test/programs/scan-output.js';

const testOnBtrfs = testNeeding(...needsOfMounts, 'btrfs', 'GNU du');
const fixture = provideEmptyFixture();
let root: string;
const { through } = provideMountNamespace(
  (namespace) => {
    root = makeFolder(fixture.tree, 'btrfs');
    namespace.run(makeSubvolumes, root, join(fixture.top, 'btrfs.img'));
  },
  [...needsOfMounts, 'btrfs'],
);

/** Script that makes subvolumes. A subvolume has a device number of its own, yet it is no mount. */
const makeSubvolumes = `
truncate -s 200M "$2"
mkfs.btrfs -q -f "$2"
mount -o loop "$2" "$1"
btrfs subvolume create "$1/subvolume"
head -c 300000 /dev/zero > "$1/subvolume/file"
ln "$1/subvolume/file" "$1/subvolume/link"
head -c 100000 /dev/zero > "$1/file"
btrfs subvolume snapshot "$1/subvolume" "$1/snapshot"
mkdir "$1/other"
mount -t tmpfs tmpfs "$1/other"
echo hidden > "$1/other/file"
sync`;

describe('subvolumes of the root', () => {
  for (const backend of backends) {
    testOnBtrfs(`are inside, and mounts are not: ${backend}`, async () => {
      const output = await scanWhole([root, '--backend', backend], { through });
      const du = await askDu([root], { through, crossMounts: true, excludes: ['other'] });
      expect(output.allocatedBytes).toBe(du.allocatedBytes);
      expect(output.otherMounts).toEqual([join(root, 'other')]);
    });
  }
});

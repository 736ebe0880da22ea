import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { provideEmptyFixture } from '../../../test/fixture/provide-fixture.js';
import { OwnerNames } from './owner-names.js';

const fixture = provideEmptyFixture();

test('names are those of the system’s files, whatever else stands in them', () => {
  const passwords = join(fixture.tree, 'passwd');
  const groups = join(fixture.tree, 'group');
  writeFileSync(
    passwords,
    'root:x:0:0:root:/root:/bin/sh\ntoor:x:0:0\n\n# remark\n+::::\nädä:x:1000:100::\nbroken:x\n:x:7:7\nlarge:x:4294967294:1\nodd:x:1e3:1\n',
  );
  writeFileSync(groups, 'wheel:x:0:root,ada\nusers:x:100:');
  const names = new OwnerNames(passwords, groups);
  expect([0, 1000, 7, 4_294_967_294, 5].map((uid) => names.userName(uid))).toEqual([
    'root',
    'ädä',
    '7',
    'large',
    '5',
  ]);
  expect([0, 100, 1000].map((gid) => names.groupName(gid))).toEqual(['wheel', 'users', '1000']);
});

test('without the files numbers are names', () => {
  const names = new OwnerNames(join(fixture.tree, 'none'), fixture.tree);
  expect([names.userName(0), names.groupName(0)]).toEqual(['0', '0']);
});

import { rmdirSync } from 'node:fs';
import { constants } from 'node:os';
import { expect, test } from 'vitest';
import { makeFolder } from '../test/fixture/files.js';
import { provideEmptyFixture } from '../test/fixture/provide-fixture.js';
import { backends, openReader, plainOptions } from '../test/support/readers/read-directory.js';
import { EntryRows } from './entry-rows.js';

const fixture = provideEmptyFixture();
const { ENOENT } = constants.errno;
/** The fallback reads through the C library, for which a directory that is gone is one without names. */
const expected = (backend: string) => (backend === 'node' ? [0, -ENOENT] : [-ENOENT]);

test.each(backends)(
  'a directory that is removed while it is open cannot be read any more: "%s" tells',
  (backend) => {
    const folder = makeFolder(fixture.top, backend);
    const reader = openReader(backend, fixture.top, plainOptions);
    const handle = reader.open(Buffer.from(backend));
    rmdirSync(folder);
    const rows = new EntryRows(reader.maxRows, reader.maxNameBytes);
    expect(expected(backend)).toContain(reader.enumerate(handle, rows));
    expect(rows.count).toBe(0);
    reader.close(handle);
    reader.dispose();
  },
);

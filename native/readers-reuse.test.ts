import { expect, test } from 'vitest';
import { makeFile, makeFolder } from '../test/fixture/files.js';
import { provideEmptyFixture } from '../test/fixture/provide-fixture.js';
import { backends, openReader, readDirectory } from '../test/support/readers/read-directory.js';

const fixture = provideEmptyFixture();

test.each(backends)('what was mounted in a directory is forgotten when it is closed: "%s"', (backend) => {
  const folder = makeFolder(fixture.top, backend);
  for (const name of ['proc', 'sys', 'dev']) makeFile(folder, name, 1);
  const reader = openReader(backend, '/');
  // The system gives the same descriptor again.
  readDirectory(reader, '');
  const entries = readDirectory(reader, folder.slice(1));
  expect(entries).toMatchObject([{ traits: 0 }, { traits: 0 }, { traits: 0 }]);
  reader.dispose();
});

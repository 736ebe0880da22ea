/** The list of volumes, some of which do not answer. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { testNeeding } from '../test/programs/requirements.js';
import { makeFolder, startApp, textOf } from './support/desktop.js';

/** Mounts folders, and stops the servers of all but the last. These are more than libuv has threads. */
const mountStopped = `
  for name in mount1 mount2 mount3 mount4 mount5 mount6 well; do
    mkdir "$0/$name"
    bindfs -f "$0/source" "$0/$name" </dev/null >/dev/null 2>&1 &
    echo $! >>"$0/servers"
    until mountpoint -q "$0/$name"; do sleep 0.05; done
  done
  kill -STOP $(head -n 6 "$0/servers")
  exec "$@"`;

testNeeding(
  'root',
  'mount namespaces',
  'bindfs',
)('volumes that do not answer are left out, and keep none of the others from answering', async () => {
  const folder = makeFolder({ 'source/file': 1 });
  const app = await startApp({ through: ['unshare', '--mount', 'sh', '-c', mountStopped, folder] });
  try {
    const reply = await app.page.bridge.roots();
    const paths = 'answer' in reply ? reply.answer.map(({ path }) => textOf(path)) : [];
    expect(paths).toContain('/');
    expect(paths.filter((path) => path.startsWith(folder))).toEqual([join(folder, 'well')]);
    expect(app.errors).toContain('some volumes did not answer in time');
  } finally {
    for (const server of readFileSync(join(folder, 'servers'), 'utf8').trim().split('\n'))
      process.kill(Number(server), 'SIGKILL');
  }
});

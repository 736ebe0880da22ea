/** What Electron's api-utility-process-spec.ts and electron_api_utility_process.cc say, as far as main relies on it. */
import { deepEqual, equal, match, notEqual, throws } from 'node:assert/strict';
import { once } from 'node:events';
import { join } from 'node:path';
import { app, MessageChannelMain, type UtilityProcess, utilityProcess } from 'electron';
import { pause, spec } from './check.js';

const entry = join(import.meta.dirname, 'child.js');

const fork = (behaviour: string, options: Electron.ForkOptions = {}): UtilityProcess =>
  utilityProcess.fork(entry, [behaviour], options);

/** Forks, and waits for the process. */
async function start(behaviour: string, options: Electron.ForkOptions = {}): Promise<UtilityProcess> {
  const child = fork(behaviour, options);
  await once(child, 'spawn');
  return child;
}

const exitOf = async (child: UtilityProcess): Promise<unknown> => (await once(child, 'exit'))[0];
const answerOf = async (child: UtilityProcess): Promise<unknown> => (await once(child, 'message'))[0];

let early: unknown;
if (!app.isReady()) {
  try {
    fork('echo');
  } catch (error) {
    early = error;
  }
}

spec('utilityProcess: cannot be forked before the app is ready', () => {
  match(String(early), /utilityProcess cannot be created before app is ready/);
});

spec('utilityProcess: throws for an empty path, and for other outputs than there are', () => {
  throws(() => utilityProcess.fork(''));
  const wrong = (stdio: unknown) => () => fork('echo', { stdio } as Electron.ForkOptions);
  throws(wrong('ipc'), /stdio must be of the following values: inherit, pipe, ignore/);
  throws(wrong(['ignore', 'ignore']), /configuration missing for stdin, stdout or stderr/);
  throws(wrong(['pipe', 'inherit', 'inherit']), /stdin value other than ignore is not supported/);
});

spec('utilityProcess: has a pid from spawn to exit, and none before or after', async () => {
  const child = fork('echo');
  equal(child.pid, undefined);
  await once(child, 'spawn');
  equal(typeof child.pid, 'number');
  let pidAtExit: unknown = 'unknown';
  child.on('exit', () => {
    pidAtExit = child.pid;
  });
  child.kill();
  await exitOf(child);
  equal(pidAtExit, undefined);
  equal(child.pid, undefined);
});

spec('utilityProcess: kill() before spawn does nothing', async () => {
  const child = fork('echo');
  equal(child.kill(), false);
  child.postMessage('there');
  deepEqual(await answerOf(child), ['echo', 'there']);
  child.kill();
  await exitOf(child);
});

spec('utilityProcess: kill() makes it exit with code 0, and does nothing afterwards', async () => {
  const child = await start('echo');
  const exit = exitOf(child);
  equal(child.kill(), true);
  equal(await exit, 0);
  equal(child.kill(), false);
});

spec(
  'utilityProcess: exits with the code that it says, and with 1 by an exception or without a file',
  async () => {
    equal(await exitOf(fork('exit')), 2);
    equal(await exitOf(fork('throw')), 1);
    equal(await exitOf(utilityProcess.fork(join(import.meta.dirname, 'missing.js'))), 1);
  },
);

if (process.platform !== 'win32') {
  spec('utilityProcess: exits with another code than 0 when somebody else kills it', async () => {
    const child = await start('echo');
    const exit = exitOf(child);
    process.kill(child.pid!);
    notEqual(await exit, 0);
  });
}

spec('utilityProcess: an unhandled rejection only warns', async () => {
  const child = await start('reject');
  await pause();
  child.postMessage('still here');
  deepEqual(await answerOf(child), ['echo', 'still here']);
  child.kill();
  await exitOf(child);
});

spec('utilityProcess: messages wait for the process, and there for a listener', async () => {
  const child = fork('late');
  const heard: unknown[] = [];
  for (const message of [1, 2, 3]) child.postMessage(message);
  await new Promise<void>((resolve) => {
    child.on('message', (message) => {
      if (heard.push(message) === 3) resolve();
    });
  });
  deepEqual(
    heard,
    [1, 2, 3].map((message) => ['echo', message]),
  );
  child.kill();
  await exitOf(child);
});

spec('utilityProcess: what cannot be cloned throws, on both sides', async () => {
  const child = await start('post function');
  match(String(await answerOf(child)), /could not be cloned/);
  throws(() => child.postMessage(() => undefined), /could not be cloned/);
  child.kill();
  await exitOf(child);
});

spec('utilityProcess: a message to one that has ended goes nowhere', async () => {
  const child = fork('exit');
  await exitOf(child);
  child.postMessage('late');
});

spec('utilityProcess: takes ports, which work there', async () => {
  const child = fork('echo');
  const { port1, port2 } = new MessageChannelMain();
  child.postMessage(null, [port2]);
  port1.postMessage('hello');
  port1.start();
  const [{ data }] = await once(port1, 'message');
  deepEqual(data, ['over the port', 'hello']);
  const exit = exitOf(child);
  const close = once(port1, 'close');
  child.kill();
  await Promise.all([exit, close]);
});

spec('utilityProcess: a transfer list takes nothing but ports', async () => {
  const child = await start('echo');
  throws(() => child.postMessage(null, [new ArrayBuffer(8)] as never), TypeError);
  child.kill();
  await exitOf(child);
});

spec('utilityProcess: has streams only of outputs that are pipes', async () => {
  for (const stdio of [undefined, 'ignore'] as const) {
    const silent = await start('echo', stdio ? { stdio } : {});
    deepEqual([silent.stdout, silent.stderr], [null, null]);
    silent.kill();
    await exitOf(silent);
  }
  const child = fork('talk', { stdio: 'pipe' });
  const texts = ['', ''];
  for (const [index, stream] of [child.stdout, child.stderr].entries()) {
    stream!.on('data', (bytes: Buffer) => {
      texts[index] += bytes.toString();
    });
  }
  await answerOf(child);
  await pause();
  child.kill();
  await exitOf(child);
  deepEqual(texts, ['to standard output', 'to standard error']);
});

spec('app: child-process-gone tells of a utility process that crashed, by its name', async () => {
  const gone = once(app, 'child-process-gone');
  fork('abort', { serviceName: 'the spec' }).on('error', () => undefined);
  const [, { type, name, reason }] = await gone;
  deepEqual([type, name], ['Utility', 'the spec']);
  match(reason, /^(crashed|abnormal-exit)$/);
});

/** The stand-in is as strict as Electron where that hurts. */
import { expect, test } from 'vitest';
import { MessageChannelMain, transferPorts } from './message-ports.js';

function openChannel() {
  const { port1, port2 } = new MessageChannelMain();
  const heard: unknown[] = [];
  port2.on('message', ({ data }) => heard.push(data));
  return { near: port1, far: port2.join(), heard };
}

test('messages wait for start, and keep their order', async () => {
  const { near, far, heard } = openChannel();
  for (const message of [1, 2, 3]) near.postMessage(message);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(heard).toEqual([]);
  far.start();
  near.postMessage(4);
  await expect.poll(() => heard).toEqual([1, 2, 3, 4]);
  near.close();
});

test('what is posted is copied, the whole buffer behind a view included', async () => {
  const { near, far, heard } = openChannel();
  far.start();
  const bytes = new Uint8Array([1, 2, 3, 4]).subarray(1, 3);
  near.postMessage({ bytes });
  bytes[0] = 9;
  await expect.poll(() => heard).toHaveLength(1);
  const [copied] = heard as [{ bytes: Uint8Array }];
  expect([...copied.bytes]).toEqual([2, 3]);
  expect(copied.bytes.buffer.byteLength).toBe(4);
  near.close();
});

test('shared memory and functions are refused', () => {
  const { near } = openChannel();
  expect(() => near.postMessage(new Uint8Array(new SharedArrayBuffer(8)))).toThrow(/could not be cloned/);
  expect(() => near.postMessage(() => undefined)).toThrow(/could not be cloned/);
  near.close();
});

test('a transfer list takes ports, each once, and nothing else', () => {
  const { port1 } = new MessageChannelMain();
  expect(() => transferPorts([new ArrayBuffer(8)])).toThrow('Port at index 0 is not a valid port');
  expect(transferPorts([port1])).toHaveLength(1);
  expect(() => transferPorts([port1])).toThrow(/neutered/);
  expect(() => port1.postMessage('too late')).toThrow(/another process/);
});

test('an end is told when the other one is closed', async () => {
  const { near, far } = openChannel();
  let isClosed = false;
  far.on('close', () => {
    isClosed = true;
  });
  near.postMessage('joined');
  far.start();
  near.close();
  await expect.poll(() => isClosed).toBe(true);
});

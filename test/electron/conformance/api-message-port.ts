/** What Electron's api-ipc-spec.ts and message_port.cc say of ports in main, as far as main relies on it. */
import { deepEqual, equal, throws } from 'node:assert/strict';
import { once } from 'node:events';
import { MessageChannelMain, type MessagePortMain } from 'electron';
import { pause, spec } from './check.js';

const listTo = (port: MessagePortMain, event: 'message' | 'close'): unknown[] => {
  const heard: unknown[] = [];
  port.on(event as 'message', (told?: { data: unknown }) => heard.push(told?.data));
  return heard;
};

spec('MessagePortMain: messages wait for start, and keep their order', async () => {
  const { port1, port2 } = new MessageChannelMain();
  const heard = listTo(port2, 'message');
  for (const message of [1, 2, 3]) port1.postMessage(message);
  await pause();
  deepEqual(heard, []);
  port2.start();
  deepEqual(heard, []);
  port1.postMessage(4);
  await pause();
  deepEqual(heard, [1, 2, 3, 4]);
  port1.close();
});

spec('MessagePortMain: what is posted is copied, the whole buffer behind a view included', async () => {
  const { port1, port2 } = new MessageChannelMain();
  port2.start();
  const heard = once(port2, 'message');
  const bytes = new Uint8Array([1, 2, 3, 4]).subarray(1, 3);
  port1.postMessage({ bytes });
  bytes[0] = 9;
  const [{ data }] = await heard;
  deepEqual([...data.bytes], [2, 3]);
  equal(data.bytes.buffer.byteLength, 4);
  port1.close();
});

spec('MessagePortMain: shared memory and functions cannot be cloned', () => {
  const { port1 } = new MessageChannelMain();
  throws(() => port1.postMessage(new Uint8Array(new SharedArrayBuffer(8))), /could not be cloned/);
  throws(() => port1.postMessage(() => undefined), /could not be cloned/);
  port1.close();
});

spec('MessagePortMain: a transfer list takes ports alone, each once, and not the own one', () => {
  const { port1, port2 } = new MessageChannelMain();
  const { port1: other } = new MessageChannelMain();
  const post = (transfer: unknown) => () => port1.postMessage(null, transfer as MessagePortMain[]);
  throws(post({}), /transferables must be an array of MessagePorts/);
  for (const no of [new ArrayBuffer(8), '1', null, new Date()]) {
    throws(post([no]), /Port at index 0 is not a valid port/);
  }
  throws(post([port1]), /Port at index 0 contains the source port/);
  throws(post([other, other]), /Port at index 1 is a duplicate/);
  post([other])();
  throws(post([other]), /Port at index 0 is already neutered/);
  port2.close();
});

spec('MessagePortMain: a port passes over another one, with what was posted to it', async () => {
  const outer = new MessageChannelMain();
  const inner = new MessageChannelMain();
  outer.port1.postMessage('take it', [inner.port2]);
  inner.port1.postMessage('matryoshka');
  outer.port2.start();
  const [{ ports }] = await once(outer.port2, 'message');
  ports[0].start();
  const [{ data }] = await once(ports[0], 'message');
  equal(data, 'matryoshka');
  outer.port1.close();
  inner.port1.close();
});

spec(
  'MessagePortMain: close() is told to the own side at once, to the other one later, once each',
  async () => {
    const { port1, port2 } = new MessageChannelMain();
    const [near, far] = [listTo(port1, 'close'), listTo(port2, 'close')];
    port2.start();
    port1.postMessage('joined');
    port1.close();
    equal(near.length, 1);
    port1.close();
    await pause();
    deepEqual([near.length, far.length], [1, 1]);
  },
);

spec('MessagePortMain: an end that was not started hears of no close', async () => {
  const { port1, port2 } = new MessageChannelMain();
  const far = listTo(port2, 'close');
  port1.postMessage('joined');
  port1.close();
  await pause();
  equal(far.length, 0);
  port2.start();
  await pause();
  equal(far.length, 1);
});

spec(
  'MessagePortMain: a message by or to a closed port, or by one that was given away, goes nowhere',
  async () => {
    const { port1, port2 } = new MessageChannelMain();
    const far = listTo(port2, 'message');
    port2.start();
    port1.close();
    port1.postMessage('by a closed one');
    const other = new MessageChannelMain();
    const closing = once(other.port1, 'close');
    other.port1.start();
    other.port2.close();
    other.port1.postMessage('to a closed one');
    await closing;
    other.port1.postMessage('to a closed one');
    const third = new MessageChannelMain();
    const fourth = new MessageChannelMain();
    fourth.port1.postMessage(null, [third.port1]);
    third.port1.postMessage('by one given away');
    third.port1.start();
    await pause();
    deepEqual(far, []);
  },
);

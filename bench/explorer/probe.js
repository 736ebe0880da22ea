/**
 * Runs in a page before its own code, and notes in `hectareNotes` what goes over its socket, what the user does and
 * when the window is there: each with its moment, in milliseconds since the page was asked for.
 */
(() => {
  const notes = [];
  globalThis.hectareNotes = notes;
  const note = (kind, name, more) => notes.push({ at: performance.now(), kind, name, ...more });
  const afterPaint = (act) =>
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = act;
      port2.postMessage(0);
    });

  const head = /\["(request|answer|refusal|event)",(?:"(\w+)"|(\d+))(?:,"(\w+)")?/;
  const noteMessage = (direction, data) => {
    const bytes = new Uint8Array(data.buffer ?? data, data.byteOffset ?? 0, data.byteLength);
    const text = String.fromCharCode(...bytes.subarray(8, 1500));
    const found = head.exec(text);
    if (!found) return;
    const [, kind, event, number, request] = found;
    note(`${direction} ${kind}`, event ?? request ?? '', {
      number: Number(number ?? 0),
      bytes: bytes.length,
      tiles: Number(/"x":\{"#":\[\d+,\d+,(\d+)\]/.exec(text)?.[1] ?? 0),
      elapsed: Number(/"elapsedMilliseconds":([\d.]+)/.exec(text)?.[1] ?? 0),
    });
  };
  globalThis.WebSocket = class extends WebSocket {
    constructor(...address) {
      super(...address);
      this.addEventListener('message', ({ data }) => noteMessage('in', data));
    }
    send(data) {
      noteMessage('out', data);
      super.send(data);
    }
  };

  for (const type of ['pointermove', 'dblclick', 'keydown', 'input', 'wheel']) {
    const act = (event) => {
      notes.push({ at: event.timeStamp, kind: 'input', name: type });
      afterPaint(() => note('painted', type));
    };
    addEventListener(type, act, { capture: true, passive: true });
  }

  const wanted = new Map([
    ['window', '.window'],
    ['map', '[role=tree]'],
  ]);
  const observer = new MutationObserver(() => {
    for (const [name, selector] of wanted) {
      if (document.querySelector(selector) === null) continue;
      wanted.delete(name);
      afterPaint(() => note('shown', name));
    }
    if (wanted.size === 0) observer.disconnect();
  });
  observer.observe(document, { childList: true, subtree: true });
})();

/** The utility process of the specs. Its argument says what it does. */
interface PortEvent {
  readonly data: unknown;
  readonly ports: readonly EchoPort[];
}

interface EchoPort {
  on(event: 'message', listener: (event: PortEvent) => void): void;
  start(): void;
  postMessage(message: unknown): void;
}

const { parentPort } = process as unknown as {
  readonly parentPort: {
    on(event: 'message', listener: (event: PortEvent) => void): void;
    postMessage(message: unknown): void;
  };
};

/** Answers a message, and those that come over a port that it brings. */
function echo(): void {
  parentPort.on('message', ({ data, ports: [port] }) => {
    port?.on('message', (event) => port.postMessage(['over the port', event.data]));
    port?.start();
    parentPort.postMessage(['echo', data]);
  });
}

const behaviours: Readonly<Record<string, () => void>> = {
  echo,
  late: () => void setTimeout(echo, 300),
  exit: () => process.exit(2),
  abort: () => process.abort(),
  throw: () => {
    throw new Error('uncaught');
  },
  reject: () => {
    void Promise.reject(new Error('unheard'));
    echo();
  },
  'post function': () => {
    try {
      parentPort.postMessage(() => undefined);
    } catch (error) {
      parentPort.postMessage(String(error));
    }
  },
  talk: () => {
    process.stdout.write('to standard output');
    process.stderr.write('to standard error', () => parentPort.postMessage('talked'));
  },
};

behaviours[process.argv[2] ?? '']?.();

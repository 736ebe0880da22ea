/**
 * `npm run page -- FOLDER…`: the page in the browser, reloaded while one edits it. Vite serves the page's sources, and hands
 * what the page asks of its host to a built `hectare serve` that knows the folders.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import react from '@vitejs/plugin-react';
import { createServer, type ProxyOptions } from 'vite';

const app = join(import.meta.dirname, '..');
/** why: npm runs scripts in the package's folder, wherever it was called. */
const from = process.env.INIT_CWD ?? process.cwd();
const folders = process.argv.slice(2).map((folder) => resolve(from, folder));

const address = await startHost();
const proxy: ProxyOptions = {
  target: address.origin,
  // why: the host answers only those who speak to it by its own name, and come from its own page.
  changeOrigin: true,
  headers: { origin: address.origin },
  ws: true,
};
const server = await createServer({
  configFile: false,
  root: join(app, 'src/renderer'),
  plugins: [react()],
  server: { host: '127.0.0.1', proxy: { '/session': proxy, '/socket': proxy } },
});
await server.listen();
console.log(`${server.resolvedUrls?.local[0]}${address.hash}`);

async function startHost(): Promise<URL> {
  const words = [join(app, 'out/node/cli.js'), 'serve', '--no-open', ...folders];
  const host = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] });
  host.on('exit', (code) => process.exit(code ?? 1));
  process.on('SIGTERM', () => host.kill());
  const [line] = (await once(createInterface(host.stdout), 'line')) as [string];
  return new URL(line);
}

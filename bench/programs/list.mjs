/**
 * The listings of the built library as a whole process. JavaScript, so that plain Node runs it: what tsx adds
 * to the start would be measured too.
 *
 * Usage: node list.mjs plain ROOT | node list.mjs batched ROOT SCANNERS
 */
import { collectWithBatchedStats, FileListWalker } from 'hectare';

/** The only two places that know the library's interface. Both give the number of listed entries, root included. */
const listings = {
  plain: async (root) => {
    let entries = 0;
    for await (const _entry of new FileListWalker(root, { followLinks: false })) entries++;
    return entries;
  },
  batched: async (root, scanners) => {
    const entries = await collectWithBatchedStats(root, { followLinks: false, scanners: Number(scanners) });
    return entries.length;
  },
};

const [kind, ...arguments_] = process.argv.slice(2);
const start = performance.now();
const listed = await listings[kind](...arguments_);
console.log(JSON.stringify({ entries: listed - 1, elapsedMs: performance.now() - start }));

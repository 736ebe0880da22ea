/**
 * The listings of the built library as a whole process. JavaScript, so that plain Node runs it: what tsx adds
 * to the start would be measured too.
 *
 * Usage: node list.mjs plain ROOT | node list.mjs batched ROOT SCANNERS
 */
import { collectWithBatchedStats, FileListWalker } from 'hectare';

/** Both give the same entries in the same order. */
const listings = {
  plain: (root) => new FileListWalker(root, { followLinks: false }).collect(),
  batched: (root, scanners) =>
    collectWithBatchedStats(root, { followLinks: false, scanners: Number(scanners) }),
};

const [kind, ...arguments_] = process.argv.slice(2);
const start = performance.now();
const entries = await listings[kind](...arguments_);
// Entries put together what they tell when they are asked: a listing that nobody reads would look too fast.
let pathLength = 0;
let apparentBytes = 0n;
for (const { relativePath, metadata } of entries) {
  pathLength += relativePath.length;
  apparentBytes += metadata?.apparentBytes ?? 0n;
}
const elapsedMs = performance.now() - start;
console.log(
  JSON.stringify({ entries: entries.length - 1, elapsedMs, pathLength, apparentBytes: `${apparentBytes}` }),
);

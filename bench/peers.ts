import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Claim, Contender } from './contender.js';

/** Other people's programs, with options that print a total in bytes and nothing for a terminal. */
function allPeers(tree: string): Contender[] {
  return [
    { name: 'du -s', threads: 1, command: ['du', '-s', tree], readClaim: readKibibytes },
    { name: 'gdu -np', command: ['gdu', '-npcs', '--no-prefix', tree], readClaim: readFirstNumber },
    {
      name: 'ncdu -0 -o',
      threads: 1,
      command: ['ncdu', '-0', '-o', '/dev/null', tree],
      rehearsal: ['ncdu', '-0', '-o', '-', tree],
      readClaim: countExportedLines,
    },
    { name: 'dua', command: ['dua', '--format', 'bytes', tree], readClaim: readTotalLine },
    {
      name: 'dust',
      command: ['dust', '-P', '-b', '-c', '-d', '0', '-o', 'b', tree],
      readClaim: readFirstNumber,
    },
    { name: 'diskus', command: ['diskus', tree], readClaim: readFirstNumber },
  ];
}

export interface Peers {
  readonly installed: readonly Contender[];
  /** Names of the programs that are not installed. */
  readonly missing: readonly string[];
}

export function findPeers(tree: string): Peers {
  const peers = allPeers(tree);
  const installed = peers.filter((peer) => isInstalled(peer.command[0]!));
  const missing = peers.filter((peer) => !installed.includes(peer)).map((peer) => peer.command[0]!);
  return { installed, missing };
}

function isInstalled(program: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => isExecutable(join(folder, program)));
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function readFirstNumber(output: string): Claim {
  const number = output.match(/\d+/)?.[0];
  if (number === undefined) throw new Error('no number in it');
  return { bytes: Number(number) };
}

function readKibibytes(output: string): Claim {
  return { bytes: readFirstNumber(output).bytes! * 1024 };
}

/** Parses the last line, the total. dua colours its numbers in pipes too. */
function readTotalLine(output: string): Claim {
  const number = output
    .trimEnd()
    .split('\n')
    .at(-1)
    ?.match(/(\d+) b\b.*total/)?.[1];
  if (number === undefined) throw new Error('no total in its last line');
  return { bytes: Number(number) };
}

/** Counts lines: one per entry, after one for the format and one for the root. */
function countExportedLines(output: string): Claim {
  return { entries: output.trimEnd().split('\n').length - 2 };
}

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { testNeeding } from '../test/programs/requirements.js';
import { checkMessage, readNewCommits } from './commit-rule.js';

const body = '\n\nIt took 3 s, and takes 2 s.\n';

describe('a message of a commit', () => {
  test.each([
    'scanner: bound the memory of the load meter',
    'core/map: lay out 30,000 tiles in 10 ms',
    'cli, serve: take the port from one place',
    `docs: ${'x'.repeat(66)}`,
  ])('may have the subject "%s"', (subject) => {
    expect(checkMessage(subject + body)).toEqual([]);
  });

  test.each([
    ['Format', 'area'],
    ['Scanner: bound memory', 'area'],
    [`docs: ${'x'.repeat(67)}`, 'longer'],
  ])('may not have the subject "%s"', (subject, problem) => {
    expect(checkMessage(subject + body)).toEqual([expect.stringContaining(problem)]);
  });

  test('has a body, after an empty line', () => {
    expect(checkMessage('docs: say why\n')).toEqual([expect.stringContaining('body')]);
    expect(checkMessage('docs: say why\nat once\n')).toEqual([expect.stringContaining('body')]);
  });
});

describe('the new commits', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'hectare-commits-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function git(...words: string[]): string {
    const identity = ['-c', 'user.name=A', '-c', 'user.email=a@example.org'];
    const { status, stdout, stderr } = spawnSync('git', [...identity, ...words], {
      cwd: folder,
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(stderr);
    return stdout.trim();
  }

  function commit(message: string): string {
    git('commit', '--quiet', '--allow-empty', '-m', message);
    return git('rev-parse', 'HEAD');
  }

  testNeeding('git')('are those after the base, with their whole messages', () => {
    git('init', '--quiet');
    commit('Before');
    const base = commit('Base');
    commit('a: one\n\nwhy');
    commit('b: two');
    expect(readNewCommits(folder, base)).toEqual({
      commits: [
        { hash: expect.stringMatching(/^\w{7,}$/), message: 'b: two\n' },
        { hash: expect.stringMatching(/^\w{7,}$/), message: 'a: one\n\nwhy\n' },
      ],
    });
  });

  testNeeding('git')('cannot be told where the history is cut off, or there is none', () => {
    expect(readNewCommits(folder)).toEqual({ reason: expect.stringContaining('no git checkout') });
    git('init', '--quiet');
    commit('Only this one was fetched');
    expect(readNewCommits(folder)).toEqual({ reason: expect.stringContaining('does not reach back') });
  });

  testNeeding('git')('are none where nothing came after the base', () => {
    git('init', '--quiet');
    expect(readNewCommits(folder, commit('Base'))).toEqual({ commits: [] });
  });
});

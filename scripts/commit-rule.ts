import { spawnSync } from 'node:child_process';

/** Last commit before the rule: it and its ancestors stay as they are. */
const lastUnruled = '7eebb3be47d0d9d0c877742669a8b5f830d714a3';
const maxSubjectLength = 72;
/** Form of a subject: `area: what`, where an area is a folder or a feature in lower case. */
const subjectForm = /^[a-z][\w./-]*(, [a-z][\w./-]*)*: \S/;

interface Commit {
  readonly hash: string;
  readonly message: string;
}

export type NewCommits =
  | { readonly commits: readonly Commit[] }
  /** Reason why the new commits are not known here. */
  | { readonly reason: string };

/** Reads the commits since the rule, without merges: git writes their messages. */
export function readNewCommits(root: string, base: string = lastUnruled): NewCommits {
  if (git(root, 'rev-parse', '--git-dir') === undefined) return { reason: 'this is no git checkout' };
  if (git(root, 'merge-base', '--is-ancestor', base, 'HEAD') === undefined) {
    return { reason: `the history does not reach back to ${base.slice(0, 7)}` };
  }
  const log = git(root, 'log', '-z', '--no-merges', '--format=%h %B', `${base}..HEAD`) ?? '';
  return { commits: log.split('\0').filter(Boolean).map(toCommit) };
}

/** Returns the problems of a commit's message; none for a good one. Whether it is one matter, a reader must judge. */
export function checkMessage(message: string): string[] {
  const [subject = '', gap = '', ...body] = message.trimEnd().split('\n');
  const problems: string[] = [];
  if (!subjectForm.test(subject)) problems.push('the subject is not `area: what`');
  if (subject.length > maxSubjectLength) problems.push(`the subject is longer than ${maxSubjectLength}`);
  if (gap !== '' || body.length === 0) problems.push('no body after an empty line says why');
  return problems;
}

function toCommit(entry: string): Commit {
  const space = entry.indexOf(' ');
  return { hash: entry.slice(0, space), message: entry.slice(space + 1) };
}

/** Returns the output; undefined if git is missing or fails. */
function git(root: string, ...words: string[]): string | undefined {
  const { status, stdout } = spawnSync('git', words, { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 28 });
  return status === 0 ? stdout : undefined;
}

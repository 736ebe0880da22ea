import { constants } from 'node:os';
import { describe, expect, test } from 'vitest';
import { errorCode, explainErrno } from './failure-text.js';

const { EACCES, EIO, ENOENT, ENOTEMPTY } = constants.errno;

describe('an errno', () => {
  test('has its name', () => {
    expect([EACCES, EIO, ENOENT].map(errorCode)).toEqual(['EACCES', 'EIO', 'ENOENT']);
    expect(errorCode(54_321)).toBe('E54321');
  });

  test.each(Object.entries(constants.errno))('%s is explained in one line with its name', (name, errno) => {
    const text = explainErrno(errno);
    // Some numbers have two names, as EAGAIN and EWOULDBLOCK.
    const names = Object.entries(constants.errno).filter(([, other]) => other === errno);
    expect(names.some(([other]) => text.includes(`(${other})`)) || text.includes(`(E${errno})`), name).toBe(
      true,
    );
    expect(text).not.toContain('\n');
  });

  test('says what would help, where that is known', () => {
    expect(explainErrno(EACCES)).toBe(
      'permission denied (EACCES): run as a user who may read it, or leave it out with --exclude',
    );
    expect(explainErrno(ENOTEMPTY)).toBe('directory not empty (ENOTEMPTY)');
    expect(explainErrno(54_321)).toBe('unknown error (E54321)');
  });
});

import { describe, expect, test } from 'vitest';
import type { Session } from '../state/session.js';
import { createSessionStore } from '../state/session-store.js';
import { goBack, goForward, goTo } from './navigation.js';

const start = () => ({ store: createSessionStore('/root', 0) }) as Session;
const focusOf = ({ store }: Session) => store.getState().focus;

describe('the way through a root', () => {
  test('leads back and forward', () => {
    const session = start();
    goTo(session, 3);
    goTo(session, 7);
    goBack(session);
    expect(focusOf(session)).toBe(3);
    goBack(session);
    goBack(session);
    expect(focusOf(session)).toBe(0);
    goForward(session);
    goForward(session);
    goForward(session);
    expect(focusOf(session)).toBe(7);
  });

  test('forgets what was ahead when it turns', () => {
    const session = start();
    goTo(session, 3);
    goBack(session);
    goTo(session, 9);
    expect(session.store.getState()).toMatchObject({ back: [0], forward: [] });
  });

  test('does not count standing still', () => {
    const session = start();
    goTo(session, 0);
    expect(session.store.getState().back).toEqual([]);
  });

  test('keeps a bounded number of steps', () => {
    const session = start();
    for (let node = 1; node < 1000; node++) goTo(session, node);
    expect(session.store.getState().back.length).toBeLessThan(300);
  });
});

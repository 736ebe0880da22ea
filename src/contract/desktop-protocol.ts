/**
 * Messages between a page in a window of the desktop and main. Each name is a channel of Electron's. The preload script has
 * a function for each of `bridgeRequests`; `offerDropped` and `chooseOffered` are its own. Nobody sends a path to main to
 * have it read: main has named before what may be opened, because the user gave it.
 */

import type { Greeting, OfferedFolder, OfferedRoot, OpenedSession } from './host-protocol.js';
import type { Refusal } from './refusal.js';
import type { OpenRootRequest } from './scans.js';

/** An entry of an open root. */
export interface SessionNode {
  readonly session: number;
  readonly node: number;
}

export interface RecentRoot extends OfferedFolder {
  /** When its last scan ended, milliseconds since 1970. */
  readonly scannedAt: number;
  readonly allocatedBytes: number;
}

/** Actions on one entry: `reveal` shows it in the system's file manager. Main, preload and page derive theirs from here. */
export const entryActions = ['reveal', 'copyPath'] as const;
export type EntryAction = (typeof entryActions)[number];

/** Requests that the page makes. */
export const bridgeRequests = [
  'greet',
  'roots',
  'recentRoots',
  'chooseFolders',
  'openRoot',
  'closeSession',
  'saveCsv',
  'cancelSave',
  'usePreferences',
  ...entryActions,
] as const satisfies readonly (keyof DesktopRequests)[];

/** Returns an object with a value for each name. */
export const mapNames = <Name extends string, Value>(
  names: readonly Name[],
  makeValue: (name: Name) => Value,
): Record<Name, Value> =>
  Object.fromEntries(names.map((name) => [name, makeValue(name)])) as Record<Name, Value>;

/** Requests by name, with their payload and their answer. */
export type DesktopRequests = {
  /** Tells main that the page listens to events from now on. */
  greet: () => Greeting;
  /** Returns the user's own folder, and volumes with their free space. */
  roots: () => readonly OfferedRoot[];
  recentRoots: () => readonly RecentRoot[];
  /** Shows the dialog. Chosen folders come as `given`. */
  chooseFolders: () => null;
  /** Tells main that the user has chosen a folder that it offered: it may be opened from now on. */
  chooseOffered: (path: Uint8Array) => null;
  /** Opens a root. The engine's port comes beside the answer, as `enginePort`. */
  openRoot: (request: OpenRootRequest) => OpenedSession;
  closeSession: (session: number) => null;
  /** Asks the user where, and has the engine write there. Returns the file's length; null where the user cancels. */
  saveCsv: (request: { session: number; filtered: boolean; name: string }) => number | null;
  cancelSave: (session: number) => null;
  usePreferences: (preferences: Preferences) => null;
  /** Hands over the paths of a drop, '' for what is not on disk. `given` tells what became of them. */
  offerDropped: (paths: readonly string[]) => null;
} & { [Action in EntryAction]: (entry: SessionNode) => null };

export interface Preferences {
  readonly theme: 'system' | 'light' | 'dark';
  readonly language: 'system' | 'en' | 'de';
}

/** Reply to a request. why: an error would lose its fields on the way. */
export type Reply<Answer> = { readonly answer: Answer } | { readonly refusal: Refusal };

/** Folders that the user wants opened: dropped, chosen, named on the command line, or given by the system. */
export interface Given {
  readonly folders: readonly GivenFolder[];
  readonly refused: readonly RefusedPath[];
}

export interface GivenFolder extends OfferedFolder {
  /** Name of the file in it that was meant; null where the folder itself was. */
  readonly select: Uint8Array | null;
}

export interface RefusedPath {
  /** Empty for what has no path. */
  readonly path: Uint8Array;
  readonly problem: 'missing' | 'unreadable' | 'notOnDisk';
}

/** Commands of the menu that the page carries out. */
export type MenuCommand = 'newTab' | 'closeTab' | 'rescan' | 'export' | 'filter' | 'settings' | 'shortcuts';

export type DesktopEvents = {
  given: Given;
  /** An engine ended unasked. */
  sessionEnded: { readonly session: number; readonly message: string };
  saving: { readonly session: number; readonly share: number; readonly bytes: number };
  command: MenuCommand;
};

/** The channel on which the preload script gets an engine's port, and the mark with which it hands it to the page. */
export type EnginePortMessage = readonly ['enginePort', number];

/** Functions that the preload script puts into the page, as `hectareDesktop`. */
export type DesktopBridge = {
  readonly [Name in (typeof bridgeRequests)[number]]: (
    ...payload: Parameters<DesktopRequests[Name]>
  ) => Promise<Reply<ReturnType<DesktopRequests[Name]>>>;
} & {
  readonly [Name in keyof DesktopEvents as `on${Capitalize<Name>}`]: (
    listener: (event: DesktopEvents[Name]) => void,
  ) => void;
};

/** Places of the words of an inode's identity, wherever identities stand in columns of words. */
export const IdentityWord = { deviceHigh: 0, deviceLow: 1, inodeLow: 2, inodeHigh: 3 } as const;
export const IDENTITY_WORDS = 4;

/** The columns of a job, by the index of a directory in it. */
import { IDENTITY_WORDS } from '../contract/identity.js';
import type { DirectoryJob } from '../contract/scanner-protocol.js';

export const pathAt = ({ paths, pathEnd }: DirectoryJob, index: number): Uint8Array =>
  paths.subarray(index === 0 ? 0 : pathEnd[index - 1]!, pathEnd[index]!);

export const identityAt = ({ identity }: DirectoryJob, index: number): Uint32Array =>
  identity.subarray(index * IDENTITY_WORDS, (index + 1) * IDENTITY_WORDS);

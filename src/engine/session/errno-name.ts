import { getSystemErrorMap } from 'node:util';

const errors = getSystemErrorMap();

/** Returns the name of an errno: "EACCES". */
export const errnoName = (errno: number): string => errors.get(-errno)?.[0] ?? `E${errno}`;

import { english } from './english.js';

/** Returns the key of the advice for an error of the system. */
export const adviceKey = (code: string): string => (code in english.advice ? code : 'other');

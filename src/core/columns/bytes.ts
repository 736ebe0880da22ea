/** Bytes that mean something in paths, by the names of their characters. */
export const SLASH = 47;
export const DOT = 46;

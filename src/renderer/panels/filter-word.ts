/** Returns a value as the filter line takes it, quoted where the line would read it as something else. */
export const filterWord = (value: string): string =>
  /^[\p{L}\p{N}._+-]+$/u.test(value) ? value : `"${value.replaceAll(/["\\]/g, '\\$&')}"`;

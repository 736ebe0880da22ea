/** A value as the filter line takes it: quoted where it holds what the line would read as something else. */
export const filterWord = (value: string): string =>
  /^[\p{L}\p{N}._+-]+$/u.test(value) ? value : `"${value.replaceAll(/["\\]/g, '\\$&')}"`;

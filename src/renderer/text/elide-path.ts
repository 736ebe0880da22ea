/** Shortens a path where there is little room. The middle gives way: its beginning and its end tell most. */
const maxLength = 140;
const atStart = 45;

export function elidePath(path: string): string {
  if (path.length <= maxLength) return path;
  // Counted in characters, since half of one would be shown as another.
  const characters = [...path];
  if (characters.length <= maxLength) return path;
  return `${characters.slice(0, atStart).join('')}…${characters.slice(atStart + 1 - maxLength).join('')}`;
}

/** A path that has little room: its middle gives way, since where it begins and what it leads to tell most. */
const maxLength = 140;
const atStart = 45;

export function elidePath(path: string): string {
  if (path.length <= maxLength) return path;
  // By characters: half of one would be shown as another.
  const characters = [...path];
  if (characters.length <= maxLength) return path;
  return `${characters.slice(0, atStart).join('')}…${characters.slice(atStart + 1 - maxLength).join('')}`;
}

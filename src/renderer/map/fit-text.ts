/** Text cut in its middle to the room there is. Measuring is slow, and frames repeat their names: results are kept. */
const maxKept = 4000;
const kept = new Map<string, string>();
const widths = new Map<string, number>();
/** Limit of a name before it is measured: no tile shows as much. */
const maxLetters = 300;

export function widthOf(context: CanvasRenderingContext2D, text: string): number {
  const key = `${context.font}\0${text}`;
  const known = widths.get(key);
  if (known !== undefined) return known;
  if (widths.size > maxKept) widths.clear();
  const { width } = context.measureText(text);
  widths.set(key, width);
  return width;
}

/** Returns text that fits; empty where not even three letters do. */
export function fitText(context: CanvasRenderingContext2D, text: string, room: number): string {
  const key = `${context.font}\0${Math.floor(room)}\0${text}`;
  const known = kept.get(key);
  if (known !== undefined) return known;
  if (kept.size > maxKept) kept.clear();
  const fitted = cutToFit(context, text.slice(0, maxLetters), Math.floor(room));
  kept.set(key, fitted);
  return fitted;
}

function cutToFit(context: CanvasRenderingContext2D, text: string, room: number): string {
  const whole = widthOf(context, text);
  if (whole <= room) return text;
  const letters = Array.from(text);
  let count = Math.floor((letters.length * room) / whole);
  while (count >= 3 && context.measureText(cutMiddle(letters, count)).width > room) count--;
  return count < 3 ? '' : cutMiddle(letters, count);
}

/** Keeps `count` letters: the first, and a few of the end, where the extension is. */
function cutMiddle(letters: readonly string[], count: number): string {
  const tail = count < 12 ? 0 : Math.min(6, count >> 2);
  return `${letters
    .slice(0, count - tail)
    .join('')
    .trimEnd()}…${tail > 0 ? letters.slice(-tail).join('') : ''}`;
}

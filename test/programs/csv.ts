/**
 * Parses CSV by RFC 4180: rows end in CRLF, a field in quotes may hold commas, line breaks and doubled quotes. Anything else
 * is an error, so a stricter program can read whatever passes here.
 *
 * @param text one character a byte (latin1), because names need not be UTF-8
 */
export function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    const [field, end] = text[at] === '"' ? readQuoted(text, at) : readBare(text, at);
    row.push(field);
    if (text[end] === ',') {
      at = end + 1;
    } else if (text.startsWith('\r\n', end)) {
      rows.push(row);
      row = [];
      at = end + 2;
    } else {
      throw new Error(`neither a comma nor CRLF after a field, at ${end}`);
    }
  }
  if (row.length > 0) throw new Error('the last row does not end in CRLF');
  return rows;
}

type FieldEnd = [field: string, end: number];

function readQuoted(text: string, start: number): FieldEnd {
  const parts: string[] = [];
  for (let at = start + 1; ; ) {
    const quote = text.indexOf('"', at);
    if (quote < 0) throw new Error(`a quote is never closed, at ${start}`);
    parts.push(text.slice(at, quote));
    if (text[quote + 1] !== '"') return [parts.join('"'), quote + 1];
    at = quote + 2;
  }
}

const endOfBareField = /[,"\r\n]/g;

function readBare(text: string, start: number): FieldEnd {
  endOfBareField.lastIndex = start;
  const end = endOfBareField.exec(text)?.index ?? text.length;
  return [text.slice(start, end), end];
}

/** Writes a filter as a line that `parseFilter` parses to the same filter. */
import type { Filter } from './syntax.js';

/** Returns a filter's line. It recurses, since a parsed filter is at most `maxDepth` levels deep. */
export function printFilter(filter: Filter): string {
  switch (filter.type) {
    case 'or':
      return filter.parts.map(printFilter).join(' or ');
    case 'and':
      return filter.parts
        .map((part) => (part.type === 'or' ? inParentheses(part) : printFilter(part)))
        .join(' ');
    case 'not': {
      const isGroup = filter.part.type === 'or' || filter.part.type === 'and';
      return `-${isGroup ? inParentheses(filter.part) : printFilter(filter.part)}`;
    }
    case 'word':
      return plainWord.test(filter.text) && !keyword.test(filter.text) ? filter.text : quote(filter.text);
    case 'path':
      return `path:${printValue(filter.glob)}`;
    case 'size':
    case 'age':
      return `${filter.type}${filter.comparison}${filter.amount}${filter.unit}`;
    default:
      return `${filter.type}:${printValue(filter.values.join(','))}`;
  }
}

const plainWord = /^[\p{L}\p{N}_.][\p{L}\p{N}_.-]*$/u;
const keyword = /^(and|or|not)$/i;
const plainValue = /^[\p{L}\p{N}_.,*?/+-]+$/u;

const inParentheses = (filter: Filter): string => `(${printFilter(filter)})`;
const printValue = (value: string): string => (plainValue.test(value) ? value : quote(value));
const quote = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`;

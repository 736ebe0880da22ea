/** Syntax tree of a filter line. `parser.ts` builds it, and tells how the line is written. */
import { FILE_KINDS } from '../kinds/file-kind-table.js';

/** Node of the tree. A parsed one has at least two parts, none of its own type, and no `not` in a `not`. */
export type Filter =
  | { readonly type: 'and' | 'or'; readonly parts: readonly Filter[] }
  | { readonly type: 'not'; readonly part: Filter }
  | FilterTerm;

export type FilterTerm =
  /** Part of a name, in any case. */
  | { readonly type: 'word'; readonly text: string }
  /** Any of the values. Extensions are in lower case, without their dot; "none" stands for no extension. */
  | { readonly type: ListField; readonly values: readonly string[] }
  | (SizeLimit & { readonly type: 'size' })
  | (AgeLimit & { readonly type: 'age' })
  | { readonly type: 'path'; readonly glob: string };

export type ListField = 'ext' | 'kind' | 'owner';
export type Comparator = '<' | '<=' | '=' | '>=' | '>';

export interface SizeLimit {
  readonly comparison: Comparator;
  readonly amount: number;
  readonly unit: SizeUnit;
}

export interface AgeLimit {
  readonly comparison: Comparator;
  readonly amount: number;
  readonly unit: AgeUnit;
}

/** Bytes of each unit. */
export const sizeUnits = {
  B: 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
} as const;

export type SizeUnit = keyof typeof sizeUnits;

/** Seconds of each unit. */
export const ageUnits = {
  h: 3600,
  d: 86_400,
  w: 7 * 86_400,
  m: 30 * 86_400,
  y: 365 * 86_400,
} as const;

export type AgeUnit = keyof typeof ageUnits;

/** Values of `kind:`: kinds of files, and types of entries. */
export const filterKinds: readonly string[] = [...new Set([...FILE_KINDS, 'file', 'folder', 'link'])];

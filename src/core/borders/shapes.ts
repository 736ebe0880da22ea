/**
 * Shapes of requests that several borders check: the engine's, the desktop's, and the browser host's. Whoever sends may
 * be hostile, so each shape has a limit, and the limits are the same everywhere.
 */
import * as v from 'valibot';
import { RequestRefused } from '../../contract/refusal.js';

/** Bytes. Paths longer than a system call takes are read, too. */
const maxPathBytes = 1 << 16;
/** Characters. */
const maxText = 1 << 12;
const maxGlobs = 1000;

export const wholeNumber = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
export const text = v.pipe(v.string(), v.maxLength(maxText));

export const path = v.pipe(
  v.instance(Uint8Array),
  v.minLength(1),
  v.maxLength(maxPathBytes),
  v.check((bytes) => !bytes.includes(0), 'a path holds no NUL'),
);

/** Returns the shape of a list. The length is checked first: a look at each item may take long. */
export const listOf = <Item extends v.GenericSchema>(item: Item, max: number) =>
  v.pipe(
    v.custom<unknown[]>((value) => Array.isArray(value) && value.length <= max, `at most ${max} are taken`),
    v.array(item),
  );

const openRootEntries = {
  path,
  crossMounts: v.boolean(),
  followLinks: v.boolean(),
  exclude: listOf(v.pipe(text, v.nonEmpty()), maxGlobs),
  fromSnapshot: v.optional(v.boolean()),
};

/** `OpenRootRequest`, as a page sends it. */
export const openRootRequest = v.strictObject(openRootEntries);

/** `FolderIdentity`. */
export const folderIdentity = v.object({
  device: v.pipe(v.string(), v.regex(/^\d{1,10}:\d{1,10}$/)),
  inode: v.pipe(v.string(), v.regex(/^\d{1,20}$/)),
});

/** `EngineOpenRequest`, as a host sends it. */
export const engineOpenRequest = v.strictObject({
  ...openRootEntries,
  identity: v.optional(folderIdentity),
});

/** Returns the name of a request that there is. @throws RequestRefused */
export function checkName<Name extends string>(
  schemas: Readonly<Record<Name, v.GenericSchema>>,
  name: unknown,
): Name {
  if (typeof name === 'string' && Object.hasOwn(schemas, name)) return name as Name;
  throw new RequestRefused('badRequest', 'there is no such request');
}

/** Returns the payload of a request. @throws RequestRefused */
export function checkPayload<Payload>(
  name: string,
  schema: v.GenericSchema<unknown, Payload>,
  payload: unknown,
): Payload {
  const checked = v.safeParse(schema, payload, { abortEarly: true, abortPipeEarly: true });
  if (checked.success) return checked.output;
  const [issue] = checked.issues;
  // What was received is not repeated: it may be long.
  const problem = `${v.getDotPath(issue) ?? 'it'} must be ${issue.expected ?? 'other'}`;
  throw new RequestRefused('badRequest', `${name}: ${problem}`);
}

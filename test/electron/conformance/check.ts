/** Specs of what Electron does, and their run: the same in Electron as on the stand-in, so without a test runner. */

export interface SpecResult {
  readonly title: string;
  /** What went wrong; null where nothing did. */
  readonly error: string | null;
}

interface Spec {
  readonly title: string;
  run(): void | Promise<void>;
}

const specTimeoutMs = 15_000;
const specs: Spec[] = [];

export function spec(title: string, run: Spec['run']): void {
  specs.push({ title, run });
}

/** Runs all specs, one after the other. */
export async function runSpecs(): Promise<SpecResult[]> {
  const results: SpecResult[] = [];
  for (const each of specs) results.push(await runSpec(each));
  return results;
}

async function runSpec({ title, run }: Spec): Promise<SpecResult> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no end in ${specTimeoutMs} ms`)), specTimeoutMs);
  });
  try {
    await Promise.race([run(), late]);
    return { title, error: null };
  } catch (error) {
    return { title, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  } finally {
    clearTimeout(timer);
  }
}

/** Waits as long as something that must not happen could take. */
export const pause = (milliseconds = 300): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

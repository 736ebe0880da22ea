/**
 * Names of users and groups by their numbers, from the system's files (passwd(5), group(5)), which are read once. Where
 * there are none, or a number is not in them, it is its own name.
 */
import { readFileSync } from 'node:fs';

export class OwnerNames {
  private readonly users: NameFile;
  private readonly groups: NameFile;

  constructor(passwordFile = '/etc/passwd', groupFile = '/etc/group') {
    this.users = new NameFile(passwordFile);
    this.groups = new NameFile(groupFile);
  }

  userName(uid: number): string {
    return this.users.name(uid);
  }

  groupName(gid: number): string {
    return this.groups.name(gid);
  }
}

class NameFile {
  private readonly path: string;
  private names: Map<number, string> | undefined;

  constructor(path: string) {
    this.path = path;
  }

  name(number: number): string {
    this.names ??= parseNames(readIfThere(this.path));
    return this.names.get(number) ?? `${number}`;
  }
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // Not every system has the file, and not everybody may read it.
    return '';
  }
}

/** Parses lines of "name:password:number:…". Of several names for a number the first counts. */
function parseNames(text: string): Map<number, string> {
  const names = new Map<number, string>();
  for (const line of text.split('\n')) {
    const [name, , number] = line.split(':', 3);
    if (name === '' || number === undefined || !/^\d{1,10}$/.test(number)) continue;
    if (!names.has(Number(number))) names.set(Number(number), name!);
  }
  return names;
}

/** Reads the names in an open directory, from the beginning, whatever was read of it before. */
import { closeSync } from 'node:fs';
import { reopenDirectory } from '../../native/directory-changes.js';
import { EntryRows } from '../../native/entry-rows.js';
import { StatxReader } from '../../native/statx-reader.js';

export class DirectoryNames {
  private readonly reader = new StatxReader({ followLinks: false, crossMounts: false });
  private readonly rows = new EntryRows(this.reader.maxRows, this.reader.maxNameBytes);

  /**
   * Hands over each name with its type bits (0: unknown). Names may be removed meanwhile.
   * Returns 0, or a negative errno.
   */
  forEach(directory: number, take: (name: Uint8Array, mode: number) => void): number {
    const listed = reopenDirectory(directory);
    if (listed < 0) return listed;
    const { rows } = this;
    try {
      for (;;) {
        rows.clear();
        const result = this.reader.enumerate(listed, rows);
        if (result <= 0) return result;
        for (let row = 0; row < rows.count; row++) {
          take(rows.names.slice(rows.nameStart[row]!, rows.nameStart[row + 1]! - 1), rows.mode[row]!);
        }
      }
    } finally {
      closeSync(listed);
    }
  }
}

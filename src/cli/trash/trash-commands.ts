/** The commands of `hectare trash`, loaded together when one of them is called. */
import { emptyTrash } from './empty-trash.js';
import { printTrash } from './list-trash.js';
import { trashPaths } from './move-to-trash.js';
import { restoreTrashed } from './restore-trashed.js';

export const trashCommands = { emptyTrash, printTrash, restoreTrashed, trashPaths };

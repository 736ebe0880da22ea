/** Paths that no action touches, however it was asked for. */
import { joinComponents, liesAtOrBelow, splitPath } from './absolute-path.js';
import type { ActionProblem, ProblemReason } from './action-problem.js';

/** Folders without which the system, or a user's session, does not work: hier(7). What lies in them is not protected. */
const systemFolders =
  '/bin /boot /boot/efi /dev /etc /home /lib /lib32 /lib64 /libx32 /media /mnt /nix /nix/store /opt /proc /root /run /sbin ' +
  '/snap /srv /sys /tmp /usr /usr/bin /usr/include /usr/lib /usr/lib32 /usr/lib64 /usr/libexec /usr/local /usr/local/bin ' +
  '/usr/local/lib /usr/sbin /usr/share /var /var/cache /var/lib /var/log /var/mail /var/run /var/spool /var/tmp';

/** What must be known of the machine and of the user. All paths are absolute, and lead through no links. */
export interface ProtectedPlaces {
  readonly homeFolders: readonly Uint8Array[];
  /** Where Hectare keeps its own data. */
  readonly ownFolders: readonly Uint8Array[];
  readonly trashFolders: readonly Uint8Array[];
  /** Where file systems are mounted. */
  readonly mountPoints: readonly Uint8Array[];
}

const protectedSystem = systemFolders.split(' ').map((path) => Uint8Array.from(Buffer.from(path)));

/** Says why an entry is not to be touched, or returns undefined. @param path absolute, without links. */
export function protectionOf(path: Uint8Array, places: ProtectedPlaces): ActionProblem | undefined {
  const clean = joinComponents(splitPath(path));
  const { homeFolders, ownFolders, trashFolders, mountPoints } = places;
  const isOrHolds = (folder: Uint8Array): boolean => liesAtOrBelow(folder, clean);
  const isOrLiesIn = (folder: Uint8Array): boolean => isOrHolds(folder) || liesAtOrBelow(clean, folder);
  const rules: readonly (readonly [ProblemReason, boolean])[] = [
    ['systemRoot', clean.length === 1],
    ['systemFolder', protectedSystem.some(isOrHolds)],
    ['homeFolder', homeFolders.some(isOrHolds)],
    ['ownData', ownFolders.some(isOrLiesIn)],
    ['mountPoint', mountPoints.some((mount) => Buffer.compare(mount, clean) === 0)],
    ['trash', trashFolders.some(isOrLiesIn)],
    ['holdsMounts', mountPoints.some(isOrHolds)],
  ];
  const reason = rules.find(([, applies]) => applies)?.[0];
  return reason === undefined ? undefined : { reason };
}

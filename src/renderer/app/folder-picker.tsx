/** Folders in a folder, as the host lists them: only those that it was started with, and those below. */

import { ChevronRight, Folder } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FolderList, OfferedFolder } from '../../contract/host-protocol.js';
import { openRoot } from '../actions/roots.js';
import { Name } from '../parts/names.jsx';
import { useApp } from '../state/hooks.js';
import { isolate } from '../text/bidi.js';
import { displayName } from '../text/display-name.js';

interface Props {
  readonly parent: OfferedFolder;
  readonly canOpen: boolean;
}

export function FolderPicker({ parent, canOpen }: Props) {
  const { t } = useTranslation();
  const [trail, setTrail] = useState<readonly OfferedFolder[]>([parent]);
  const here = trail.at(-1)!;
  const list = useFolders(here);
  return (
    <div className="picker">
      <Trail trail={trail} onChange={setTrail} />
      <ul
        className="picker-list"
        aria-label={t('start.subfolders', { name: isolate(displayName(here.path)) })}
      >
        {list?.folders.map((folder) => (
          <li key={displayName(folder.path)}>
            <button type="button" className="picker-folder" onClick={() => setTrail([...trail, folder])}>
              <Folder size={14} aria-hidden="true" />
              <Name text={displayName(folder.name)} />
            </button>
            <button
              type="button"
              className="button quiet"
              disabled={!canOpen}
              onClick={() => void openRoot(folder)}
            >
              {t('start.open')}
            </button>
          </li>
        ))}
      </ul>
      {list !== null && list.folders.length === 0 && <p className="faint">{t('start.noSubfolders')}</p>}
      {list?.isCut && <p className="faint">{t('start.cut')}</p>}
    </div>
  );
}

function useFolders(parent: OfferedFolder): FolderList | null {
  const host = useApp((state) => state.host);
  const [list, setList] = useState<FolderList | null>(null);
  useEffect(() => {
    let isWanted = true;
    setList(null);
    host?.folders?.(parent.path).then(
      (folders) => isWanted && setList(folders),
      () => isWanted && setList({ folders: [], isCut: false }),
    );
    return () => {
      isWanted = false;
    };
  }, [host, parent]);
  return list;
}

interface TrailProps {
  readonly trail: readonly OfferedFolder[];
  onChange(trail: readonly OfferedFolder[]): void;
}

function Trail({ trail, onChange }: TrailProps) {
  return (
    <ol className="picker-trail">
      {trail.map((folder, depth) => (
        <li key={displayName(folder.path)}>
          {depth > 0 && <ChevronRight size={12} aria-hidden="true" />}
          <button type="button" className="link" onClick={() => onChange(trail.slice(0, depth + 1))}>
            <Name text={displayName(folder.name)} />
          </button>
        </li>
      ))}
    </ol>
  );
}

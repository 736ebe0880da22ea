import { useTranslation } from 'react-i18next';
import { TileFlag } from '../../contract/entries.js';
import { unknownSize } from '../look/tile-flags.js';
import { useFormats, useSessionState } from '../state/hooks.js';
import { flagTexts } from '../text/flag-texts.js';
import { EntryIcon } from './entry-icon.jsx';
import type { EntryRow } from './entry-rows.js';
import type { CellsProps } from './grid-row.jsx';
import { NameCell } from './name-cell.jsx';

export function EntryCells({ row, level, folder, isOpen, onToggle }: CellsProps<EntryRow>) {
  const { t } = useTranslation();
  const isScanning = useSessionState((state) => state.phase === 'scanning');
  // During a scan nearly every folder is unfinished, so no row says it.
  const flags = isScanning ? row.flags & ~TileFlag.partial : row.flags;
  return (
    <div className="grid-cells" role="presentation">
      <NameCell
        name={row.name}
        notes={flagTexts(flags).map((key) => t(key))}
        mark={
          flags & (unknownSize | TileFlag.partial | TileFlag.duplicate)
            ? 'warning'
            : flags & TileFlag.trusted
              ? 'faint'
              : undefined
        }
        icon={<EntryIcon flags={row.flags} isFolder={row.isFolder} />}
        level={level}
        isFolder={row.isFolder}
        isOpen={isOpen}
        onToggle={onToggle}
      />
      <NumberCells row={row} folder={folder} />
    </div>
  );
}

function NumberCells({ row, folder }: Pick<CellsProps<EntryRow>, 'row' | 'folder'>) {
  const formats = useFormats();
  const measure = useSessionState((state) => state.measure);
  const total = folder?.[measure] ?? 0;
  const share = total > 0 ? Math.min(1, row[measure] / total) : 0;
  const isUnknown = (row.flags & unknownSize) !== 0;
  return (
    <>
      <div role="gridcell" className="cell cell-share">
        <span className="bar" aria-hidden="true">
          <span style={{ transform: `scaleX(${isUnknown ? 0 : share})` }} />
        </span>
        <span className="number">{isUnknown ? '–' : formats.share(share)}</span>
      </div>
      <div role="gridcell" className="cell cell-allocated">
        {isUnknown ? '–' : formats.bytes(row.allocated)}
      </div>
      <div role="gridcell" className="cell cell-apparent">
        {isUnknown ? '–' : formats.bytes(row.apparent)}
      </div>
      <div role="gridcell" className="cell cell-files">
        {row.isFolder ? (isUnknown ? '–' : formats.count(row.files)) : ''}
      </div>
      <div role="gridcell" className="cell cell-modified">
        {formats.date(row.modified)}
      </div>
    </>
  );
}

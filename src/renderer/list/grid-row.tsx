import { ChevronRight, File, Folder, FolderX, Link2 } from 'lucide-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { TileFlag } from '../../contract/engine-protocol.js';
import { useFormats, useSession, useSessionState } from '../app/hooks.js';
import { dishonest } from '../map/tile-flags.js';
import { goTo, select } from '../session/navigation.js';
import { flagTexts } from '../text/flag-texts.js';
import type { Row } from './row-source.js';

interface Props {
  /** `null` while it is on its way. */
  readonly row: Row | null;
  readonly number: number;
  readonly level: number;
  readonly size: number;
  readonly position: number;
  readonly top: number;
  /** Bytes of the folder that the list shows. */
  readonly total: number;
  readonly isOpen: boolean;
  onToggle(): void;
  onSelect(): void;
}

export const rowId = (node: number): string => `row-${node}`;

export const GridRow = memo(RowView, (before, after) =>
  (['row', 'number', 'level', 'size', 'top', 'total', 'isOpen'] as const).every(
    (key) => before[key] === after[key],
  ),
);

function RowView({ row, number, level, size, position, top, total, isOpen, onToggle, onSelect }: Props) {
  const session = useSession();
  const isSelected = useSessionState((state) => row !== null && state.selection === row.node);
  const style = { transform: `translateY(${top}px)` };
  if (row === null) return <div className="grid-row" style={style} role="row" aria-rowindex={number + 2} />;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys are the table's, see `list-keys.ts`
    <div
      id={rowId(row.node)}
      className="grid-row"
      style={style}
      role="row"
      aria-level={level}
      aria-rowindex={number + 2}
      aria-setsize={size}
      aria-posinset={position}
      aria-selected={isSelected}
      aria-expanded={row.isFolder ? isOpen : undefined}
      onClick={() => {
        onSelect();
        select(session, row.node);
      }}
      onDoubleClick={() => row.isFolder && goTo(session, row.node)}
    >
      <div className="grid-cells" role="presentation">
        <NameCell row={row} level={level} isOpen={isOpen} onToggle={onToggle} />
        <NumberCells row={row} total={total} />
      </div>
    </div>
  );
}

function NameCell({
  row,
  level,
  isOpen,
  onToggle,
}: Pick<Props, 'level' | 'isOpen' | 'onToggle'> & { row: Row }) {
  const { t } = useTranslation();
  const isScanning = useSessionState((state) => state.phase === 'scanning');
  // While a root is read nearly every folder is unfinished: that is no news.
  const flags = isScanning ? row.flags & ~TileFlag.partial : row.flags;
  const notes = flagTexts(flags).map((key) => t(key));
  const Icon = row.isFolder
    ? row.flags & dishonest
      ? FolderX
      : Folder
    : row.flags & TileFlag.duplicate
      ? Link2
      : File;
  return (
    <div
      role="gridcell"
      className={`cell cell-name${notes.length > 0 ? ' has-note' : ''}`}
      style={{ paddingInlineStart: 4 + (Math.min(level, 16) - 1) * 14 }}
      title={notes.length > 0 ? `${row.name}\n${notes.join('\n')}` : row.name}
    >
      {row.isFolder ? (
        <button
          type="button"
          className="disclosure"
          tabIndex={-1}
          data-open={isOpen}
          aria-label={t(isOpen ? 'list.collapse' : 'list.expand', { name: row.name })}
          onClick={(event) => {
            event.stopPropagation();
            onToggle();
          }}
          onDoubleClick={(event) => event.stopPropagation()}
        >
          <ChevronRight size={14} aria-hidden="true" />
        </button>
      ) : (
        <span className="disclosure" />
      )}
      <Icon
        size={14}
        strokeWidth={1.75}
        aria-hidden="true"
        className={row.isFolder ? 'icon-folder' : 'icon-file'}
      />
      <bdi>{row.name}</bdi>
    </div>
  );
}

function NumberCells({ row, total }: { readonly row: Row; readonly total: number }) {
  const formats = useFormats();
  const measure = useSessionState((state) => state.measure);
  const share = total > 0 ? Math.min(1, row[measure] / total) : 0;
  const isUnknown = (row.flags & dishonest) !== 0;
  return (
    <>
      <div role="gridcell" className="cell cell-share">
        <span className="bar" aria-hidden="true">
          <span style={{ transform: `scaleX(${share})` }} />
        </span>
        <span className="number">{formats.share(share)}</span>
      </div>
      <div role="gridcell" className="cell cell-allocated">
        {isUnknown ? '–' : formats.bytes(row.allocated)}
      </div>
      <div role="gridcell" className="cell cell-apparent">
        {isUnknown ? '–' : formats.bytes(row.apparent)}
      </div>
      <div role="gridcell" className="cell cell-files">
        {row.isFolder ? formats.count(row.files) : ''}
      </div>
      <div role="gridcell" className="cell cell-modified">
        {formats.date(row.modified)}
      </div>
    </>
  );
}

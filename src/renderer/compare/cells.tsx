import { useTranslation } from 'react-i18next';
import { ChangeKind } from '../../contract/change-kind.js';
import { EntryIcon } from '../list/entry-icon.jsx';
import type { CellsProps } from '../list/grid-row.jsx';
import { NameCell } from '../list/name-cell.jsx';
import { cssColour } from '../look/oklch.js';
import { keyColour } from '../look/palette.js';
import { useFormats, useSessionState } from '../state/hooks.js';
import { isolate } from '../text/bidi.js';
import type { ChangeRow } from './rows.js';

export function ChangeCells({ row, level, isOpen, onToggle }: CellsProps<ChangeRow>) {
  const { t } = useTranslation();
  const formats = useFormats();
  const measure = useSessionState((state) => state.measure);
  const change = measure === 'allocated' ? row.allocatedChange : row.apparentChange;
  const kind = t(`change.${row.kind}`);
  return (
    <div className="grid-cells change-cells" data-gone={row.isGone} role="presentation">
      <NameCell
        name={row.name}
        notes={row.otherPlace === '' ? [] : [`${kind}: ${isolate(row.otherPlace)}`]}
        icon={<EntryIcon flags={row.flags} isFolder={row.isFolder} />}
        level={level}
        isFolder={row.isFolder}
        isOpen={isOpen}
        onToggle={onToggle}
      />
      <div role="gridcell" className="cell cell-kind" title={kind}>
        <svg viewBox="0 0 10 10" aria-hidden="true">
          <rect width="10" height="10" rx="2" fill={cssColour(keyColour('change', ChangeKind[row.kind]))} />
        </svg>
        {kind}
      </div>
      <div role="gridcell" className="cell cell-change">
        {formats.change(change)}
      </div>
      <div role="gridcell" className="cell cell-now">
        {row.isGone ? '–' : formats.bytes(row[measure])}
      </div>
    </div>
  );
}

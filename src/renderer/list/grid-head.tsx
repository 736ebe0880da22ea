import { ChevronDown, ChevronUp } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useSession, useSessionState } from '../state/hooks.js';
import { columns, type ListColumn } from './columns.js';

export function GridHead() {
  return (
    <div className="grid-row grid-head" role="rowgroup">
      <div role="row" aria-rowindex={1} className="grid-cells">
        {columns.map((column) => (
          <HeadCell key={column.id} column={column} />
        ))}
      </div>
    </div>
  );
}

function HeadCell({ column }: { readonly column: ListColumn }) {
  const { t } = useTranslation();
  const { store } = useSession();
  const order = useSessionState((state) => state.order);
  const isSorted = order.sort === column.sort;
  const label = t(`field.${column.id}`);
  const { sort } = column;
  const Arrow = order.descending ? ChevronDown : ChevronUp;
  return (
    <div
      role="columnheader"
      className={`cell cell-${column.id}`}
      aria-sort={isSorted ? (order.descending ? 'descending' : 'ascending') : 'none'}
    >
      {sort === null ? (
        label
      ) : (
        <button
          type="button"
          tabIndex={-1}
          title={t('list.sortBy', { column: label })}
          onClick={() => {
            const descending = isSorted ? !order.descending : column.isDescendingFirst;
            store.setState({ order: { sort, descending } });
          }}
        >
          {label}
          {isSorted && <Arrow size={12} aria-hidden="true" />}
        </button>
      )}
    </div>
  );
}

import { ChevronDown, ChevronUp } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ChangeOrder } from '../../contract/comparison-protocol.js';
import { useSession, useSessionState } from '../state/hooks.js';

type Sorting = Pick<ChangeOrder, 'sort' | 'descending'>;

/** Orders that clicks on the head go through: largest changes, then largest gains, then largest losses. */
const byChange: readonly Sorting[] = [
  { sort: 'magnitude', descending: true },
  { sort: 'change', descending: true },
  { sort: 'change', descending: false },
];
const byName: readonly Sorting[] = [
  { sort: 'name', descending: false },
  { sort: 'name', descending: true },
];

export function ChangeHead() {
  const { t } = useTranslation();
  const measure = useSessionState((state) => state.measure);
  return (
    <div className="grid-row grid-head" role="rowgroup">
      <div role="row" aria-rowindex={1} className="grid-cells change-cells">
        <Head name="name" label={t('field.name')} sortings={byName} />
        <div role="columnheader" className="cell cell-kind">
          {t('compare.kind')}
        </div>
        <Head name="change" label={t('compare.change')} sortings={byChange} />
        <div role="columnheader" className="cell cell-now">
          {t(`field.${measure}`)}
        </div>
      </div>
    </div>
  );
}

interface HeadProps {
  readonly name: 'name' | 'change';
  readonly label: string;
  readonly sortings: readonly Sorting[];
}

function Head({ name, label, sortings }: HeadProps) {
  const { t } = useTranslation();
  const { store } = useSession();
  const order = useSessionState((state) => state.changeOrder);
  const at = sortings.findIndex(
    ({ sort, descending }) => sort === order.sort && descending === order.descending,
  );
  const next = sortings[(at + 1) % sortings.length]!;
  const Arrow = order.descending ? ChevronDown : ChevronUp;
  return (
    <div
      role="columnheader"
      className={`cell cell-${name}`}
      aria-sort={at < 0 ? 'none' : order.descending ? 'descending' : 'ascending'}
    >
      <button
        type="button"
        tabIndex={-1}
        title={t(`compare.sort.${next.sort}${next.descending ? 'Descending' : 'Ascending'}`)}
        onClick={() => store.setState({ changeOrder: { ...order, ...next } })}
      >
        {label}
        {at >= 0 && <Arrow size={12} aria-hidden="true" />}
      </button>
    </div>
  );
}

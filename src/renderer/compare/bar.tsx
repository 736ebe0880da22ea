/** Line that says with what the root is compared, and the sum of changes. */
import { Toggle } from '@base-ui/react/toggle';
import { GitCompareArrows, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ComparedWith } from '../../contract/comparison-protocol.js';
import { endComparison } from '../actions/comparing.js';
import { useFormats, useSession, useSessionState } from '../state/hooks.js';

export function CompareBar() {
  const { t } = useTranslation();
  const session = useSession();
  const comparison = useSessionState((state) => state.comparison);
  const order = useSessionState((state) => state.changeOrder);
  if (comparison === null) return null;
  return (
    <section className="compare-bar" aria-label={t('compare.title')}>
      <GitCompareArrows size={15} aria-hidden="true" />
      <Sums comparison={comparison} />
      <span className="spring" />
      <Toggle
        className="single"
        pressed={order.onlyChanged}
        onPressedChange={(onlyChanged) => session.store.setState({ changeOrder: { ...order, onlyChanged } })}
      >
        {t('compare.onlyChanged')}
      </Toggle>
      <button
        type="button"
        className="icon-button small"
        aria-label={t('compare.end')}
        title={t('compare.end')}
        onClick={() => endComparison(session)}
      >
        <X size={14} aria-hidden="true" />
      </button>
    </section>
  );
}

function Sums({ comparison }: { readonly comparison: ComparedWith }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const measure = useSessionState((state) => state.measure);
  const { scanned, entries, isPartial, hasOtherRules } = comparison;
  const bytes = measure === 'allocated' ? comparison.allocatedBytes : comparison.apparentBytes;
  return (
    <>
      <span>
        {t('compare.with', { date: formats.dateTime(scanned), ago: formats.ago(Date.now() - scanned) })}
      </span>
      <strong className="number" title={formats.exactBytes(bytes)}>
        {formats.change(Number(bytes))}
      </strong>
      <span className="number">
        {t('compare.entries', { count: Math.abs(entries), shown: formats.countChange(entries) })}
      </span>
      {isPartial && <span className="warning">{t('compare.isPartial')}</span>}
      {hasOtherRules && <span className="warning">{t('compare.hasOtherRules')}</span>}
    </>
  );
}

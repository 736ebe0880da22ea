/** Notes of what hatching means, beside the legend's colours, where some of the map is hatched. */
import { useTranslation } from 'react-i18next';
import { TileFlag } from '../../contract/entries.js';
import type { Frame } from '../../contract/view.js';
import { isUnfinished, unknownSize } from '../look/tile-flags.js';
import { useSession, useSessionState } from '../state/hooks.js';
import { flagTexts } from '../text/flag-texts.js';

export function HatchNotes() {
  const { t } = useTranslation();
  const { frames } = useSession();
  // Another frame may have other flags.
  useSessionState((state) => state.frame);
  const flags = frames.current === null ? 0 : hatchedFlags(frames.current);
  return (
    <>
      <Note label={t('view.notRead')} flags={flags & ~TileFlag.trusted} />
      <Note label={t('view.notChecked')} flags={flags & TileFlag.trusted} />
    </>
  );
}

function Note({ label, flags }: { readonly label: string; readonly flags: number }) {
  const { t } = useTranslation();
  if (flags === 0) return null;
  const reasons = flagTexts(flags).map((key) => t(key));
  return (
    <span className="legend-note" title={reasons.join('\n')}>
      <svg viewBox="0 0 10 10" aria-hidden="true">
        <rect width="10" height="10" rx="2" />
        <path d="M-1 5 5 -1M-1 11 11 -1M5 11 11 5" />
      </svg>
      {label}
      <span className="visually-hidden">{reasons.join('. ')}</span>
    </span>
  );
}

/** Returns the flags for which tiles of a frame are hatched. */
function hatchedFlags(frame: Frame): number {
  let flags = 0;
  for (let tile = 0; tile < frame.x.length; tile++) {
    flags |= frame.flags[tile]! & (unknownSize | TileFlag.trusted);
    if (isUnfinished(frame, tile)) flags |= TileFlag.partial;
  }
  return flags;
}

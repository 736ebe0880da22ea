/** Legend of colours, largest first. A click hides a key or shows it again; with Alt only that key stays. */

import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Group } from '../../contract/entries.js';
import type { ColourMode } from '../../contract/view.js';
import { showOnlyKey, toggleKey } from '../actions/view-actions.js';
import { cssColour } from '../look/oklch.js';
import { groupLabel, isRamp, keyColour } from '../look/palette.js';
import { isFolderTile, isRestTile } from '../look/tile-flags.js';
import { Name } from '../parts/names.jsx';
import { Sideways } from '../parts/sideways.jsx';
import { useAnswer, useFormats, useSession, useSessionState } from '../state/hooks.js';
import type { Session } from '../state/session.js';
import { isolate } from '../text/bidi.js';
import { HatchNotes } from './hatch-notes.jsx';

interface Entry {
  readonly key: number;
  readonly label: string;
  readonly bytes: number;
}

export function Legend() {
  const { t } = useTranslation();
  const formats = useFormats();
  const { store } = useSession();
  const colours = useSessionState((state) => state.colours);
  const hidden = useSessionState((state) => state.hiddenKeys);
  const entries = useEntries(colours);
  return (
    <Sideways>
      <div className="legend" role="group" aria-label={t('view.legend')}>
        <HatchNotes />
        {entries.map(({ key, label, bytes }) => {
          const isHidden = hidden.includes(key);
          return (
            <button
              key={key}
              type="button"
              aria-pressed={!isHidden}
              title={t(isHidden ? 'view.show' : 'view.hide', { name: isolate(label) })}
              onClick={(event) =>
                event.altKey
                  ? showOnlyKey(
                      store,
                      key,
                      entries.map((entry) => entry.key),
                    )
                  : toggleKey(store, key)
              }
            >
              <svg viewBox="0 0 10 10" aria-hidden="true">
                <rect width="10" height="10" rx="2" fill={cssColour(keyColour(colours, key))} />
              </svg>
              <Name text={label} />
              {bytes > 0 && <span className="number">{formats.bytes(bytes)}</span>}
            </button>
          );
        })}
      </div>
    </Sideways>
  );
}

/** Returns the entries of the legend. Hidden ones stay, though the engine leaves them out. */
function useEntries(colours: ColourMode): readonly Entry[] {
  const { t, i18n } = useTranslation();
  const session = useSession();
  const revision = useSessionState((state) => state.revision);
  const frame = useSessionState((state) => (colours === 'depth' ? state.frame : 0));
  const measure = useSessionState((state) => state.measure);
  const hidden = useSessionState((state) => state.hiddenKeys);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a revision means other answers, a frame other depths
  const ask = useCallback(
    async () => ({ mode: colours, groups: await loadGroups(session, colours) }),
    [session, colours, revision, frame],
  );
  const answer = useAnswer(ask);
  // biome-ignore lint/correctness/useExhaustiveDependencies: labels are in the interface's language
  return useMemo(() => {
    if (answer === null || answer.mode !== colours) return [];
    const shown = answer.groups.filter(
      (group) => group.files > 0 || group[measure] > 0 || colours === 'depth',
    );
    session.seenGroups.add(colours, shown);
    const keys = new Set(shown.map(({ key }) => key));
    const missing = hidden
      .filter((key) => !keys.has(key))
      .map((key) => session.seenGroups.get(colours, key))
      .filter((group) => group !== undefined);
    const entries = [...shown, ...missing].map((group) => ({
      key: group.key,
      label: groupLabel(group, colours, t),
      bytes: group[measure],
    }));
    return sortEntries(entries, colours);
  }, [answer, session, colours, measure, hidden, i18n.language]);
}

function sortEntries(entries: readonly Entry[], colours: ColourMode): readonly Entry[] {
  return [...entries].sort((one, other) => (isRamp(colours) ? one.key - other.key : other.bytes - one.bytes));
}

function loadGroups(session: Session, colours: ColourMode): Promise<readonly Group[]> {
  if (colours === 'depth') return Promise.resolve(depthsOfFrame(session));
  return session.client.request('groups', { by: colours });
}

/** Returns the levels that the map shows. */
function depthsOfFrame(session: Session): Group[] {
  const frame = session.frames.current;
  if (frame === null) return [];
  const bytes: number[] = [];
  frame.colour.forEach((key, tile) => {
    if (isFolderTile(frame, tile) || isRestTile(frame, tile)) return;
    bytes[key] = (bytes[key] ?? 0) + frame.bytes[tile]!;
  });
  return Object.entries(bytes).map(([key, sum]) => ({
    key: Number(key),
    label: key,
    files: 0,
    allocated: sum,
    apparent: sum,
  }));
}

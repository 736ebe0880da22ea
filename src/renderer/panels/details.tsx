/** Details of the selection, or else of the focus. */

import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { NodeDetails } from '../../contract/lists.js';
import { EntryActions } from '../desktop/entry-actions.jsx';
import { unknownSize } from '../look/tile-flags.js';
import { Name } from '../parts/names.jsx';
import { loadDetails } from '../state/details-cache.js';
import { useAnswer, useFormats, useSession, useSessionState } from '../state/hooks.js';
import { displayName, escapeText } from '../text/display-name.js';
import { flagTexts } from '../text/flag-texts.js';
import { isAmbiguous, spell } from '../text/look-alikes.js';
import { permissionText } from '../text/permission-text.js';

export function Details() {
  const { t } = useTranslation();
  const session = useSession();
  const node = useSessionState((state) => (state.selection < 0 ? state.focus : state.selection));
  const revision = useSessionState((state) => state.revision);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a revision means other answers
  const details = useAnswer(useCallback(() => loadDetails(session, node), [session, node, revision]));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className="details" aria-label={t('panels.details')} tabIndex={0}>
      {details !== null && <Shown details={details} />}
    </section>
  );
}

function Shown({ details }: { readonly details: NodeDetails }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const measure = useSessionState((state) => state.measure);
  const notes = flagTexts(details.flags);
  const bytes = measure === 'allocated' ? details.allocatedBytes : details.apparentBytes;
  return (
    <>
      <p className="details-path">
        <Name text={displayName(details.path)} />
        <span className="details-size">
          {details.flags & unknownSize ? '–' : formats.bytes(Number(bytes))}
        </span>
      </p>
      {details.isThere ? (
        <EntryActions node={details.node} />
      ) : (
        <p className="details-note">{t('panels.gone')}</p>
      )}
      {notes.length > 0 && <p className="details-note">{notes.map((key) => t(key)).join(' · ')}</p>}
      <Fields details={details} />
    </>
  );
}

function Fields({ details }: { readonly details: NodeDetails }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const isFolder = details.kind === 'directory';
  const name = displayName(details.path).split('/').at(-1) ?? '';
  const known = (text: string) => (details.flags & unknownSize ? '–' : text);
  const fields: readonly (readonly [label: string, value: string] | null)[] = [
    [t('field.allocated'), known(formats.exactBytes(details.allocatedBytes))],
    [t('field.apparent'), known(formats.exactBytes(details.apparentBytes))],
    [t('field.shareOfParent'), known(formats.share(details.shareOfParent))],
    [t('field.shareOfRoot'), known(formats.share(details.shareOfRoot))],
    isFolder ? [t('field.files'), known(formats.count(details.files))] : null,
    isFolder ? [t('field.folders'), known(formats.count(details.directories))] : null,
    details.failures > 0 ? [t('field.failures'), formats.count(details.failures)] : null,
    [t('field.modified'), formats.isoDateTime(details.modified)],
    [t('field.owner'), `${escapeText(details.owner)} : ${escapeText(details.group)}`],
    [t('field.permissions'), permissionText(details.mode)],
    isFolder ? null : [t('field.links'), formats.count(details.links)],
    [t('field.kind'), t(`kind.${details.kind}`, { defaultValue: details.kind })],
    [t('field.inode'), details.inode],
    isAmbiguous(name) ? [t('field.spelling'), spell(name)] : null,
  ];
  return (
    <dl>
      {fields.map((field) =>
        field === null ? null : (
          <div key={field[0]}>
            <dt>{field[0]}</dt>
            <dd title={field[1]}>{field[1]}</dd>
          </div>
        ),
      )}
    </dl>
  );
}

/** Returns why a folder could not be opened or read, and what can be done, in the interface's language. */
import type { Refusal } from '../../contract/refusal.js';
import type { Translate } from './translate.js';

export function refusalText({ code, errno }: Refusal, t: Translate): string {
  if (code === 'notAllowed') return t('notice.notAllowed');
  if (code === 'noSuchSnapshot') return t('compare.noSuchSnapshot');
  if (code === 'notComparable') return t('compare.notComparable');
  if (code === 'notCompared') return t('compare.notYet');
  if (code === 'engineEnded') return t('notice.engineFailed');
  if (errno === 'ENOENT' || errno === 'ENOTDIR') return t('notice.vanished');
  if (errno === 'EACCES' || errno === 'EPERM') return t('notice.refused');
  return t('notice.rootUnreadableHint');
}

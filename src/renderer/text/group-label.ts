/** A group's name in the interface's language, where it has one; an owner's or an extension's as it is. */
import type { Group } from '../../contract/entries.js';
import type { ColourMode } from '../../contract/view.js';
import { MAX_OWNERS } from '../../core/kinds/owner-keys.js';
import { escapeText } from './display-name.js';
import { english } from './english.js';
import type { Translate } from './translate.js';

export function groupLabel(group: Group, mode: ColourMode, t: Translate): string {
  if (mode === 'owner' && group.key >= MAX_OWNERS) return t('group.other');
  if (mode === 'change') return t(`change.${group.label}`);
  if (mode === 'depth') return t('view.level', { level: group.key });
  if (mode !== 'owner' && group.label in english.group) return t(`group.${group.label}`);
  return escapeText(group.label);
}

/** First cell of a row: its level, whether it is open, and its name. */

import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Name } from '../parts/names.jsx';
import { isolate } from '../text/bidi.js';

interface Props {
  readonly name: string;
  /** Notes about the entry, a sentence each. */
  readonly notes: readonly string[];
  /** Look of an entry with notes. */
  readonly mark?: 'warning' | 'faint' | undefined;
  readonly icon: ReactNode;
  readonly level: number;
  readonly isFolder: boolean;
  readonly isOpen: boolean;
  onToggle(): void;
}

export function NameCell({ name, notes, mark, icon, level, isFolder, isOpen, onToggle }: Props) {
  const { t } = useTranslation();
  return (
    <div
      role="gridcell"
      className="cell cell-name"
      data-mark={mark}
      style={{ paddingInlineStart: 4 + (Math.min(level, 16) - 1) * 14 }}
      title={[isolate(name), ...notes].join('\n')}
    >
      {isFolder ? (
        <button
          type="button"
          className="disclosure"
          tabIndex={-1}
          data-open={isOpen}
          aria-label={t(isOpen ? 'list.collapse' : 'list.expand', { name: isolate(name) })}
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
      {icon}
      <Name text={name} />
    </div>
  );
}

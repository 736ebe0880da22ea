/** The filter line. What is typed is taken after a short rest; what is wrong is marked where it stands. */
import { Filter, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FilterProblem } from '../../contract/view.js';
import { filterKinds } from '../../core/filter/syntax.js';
import { setFilter } from '../actions/view-actions.js';
import { useSession, useSessionState } from '../state/hooks.js';

/** Pause after a key before the filter is taken. */
const pauseMs = 80;

export function FilterLine() {
  const { t } = useTranslation();
  const { store } = useSession();
  const filter = useSessionState((state) => state.filter);
  const problem = useSessionState((state) => state.filterProblem);
  const [text, setText] = useState(filter);
  const [taken, setTaken] = useState(filter);
  const input = useRef<HTMLInputElement>(null);
  const timer = useRef(0);
  if (filter !== taken) {
    setTaken(filter);
    setText(filter);
  }
  useEffect(() => () => clearTimeout(timer.current), []);

  const change = (next: string, wait: number) => {
    setText(next);
    clearTimeout(timer.current);
    timer.current = window.setTimeout(() => {
      setTaken(next);
      setFilter(store, next);
    }, wait);
  };
  const shown = problem !== null && text === filter && text !== '' ? problem : null;
  return (
    <search className="filter" data-invalid={shown !== null}>
      <Filter size={14} aria-hidden="true" />
      <div className="filter-field">
        {shown !== null && <Underline text={text} problem={shown} />}
        <input
          ref={input}
          id="filter"
          type="text"
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="off"
          value={text}
          placeholder={t('filter.placeholder')}
          aria-label={t('filter.label')}
          aria-invalid={shown !== null}
          aria-describedby={shown !== null ? 'filter-problem' : undefined}
          title={`${t('filter.label')} (/)`}
          onChange={(event) => change(event.target.value, pauseMs)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') change(text, 0);
            if (event.key !== 'Escape') return;
            event.stopPropagation();
            if (text === '') event.currentTarget.blur();
            else change('', 0);
          }}
        />
      </div>
      {text !== '' && (
        <button
          type="button"
          className="icon-button small"
          aria-label={t('filter.clear')}
          title={t('filter.clear')}
          onClick={() => {
            change('', 0);
            input.current?.focus();
          }}
        >
          <X size={14} aria-hidden="true" />
        </button>
      )}
      {shown !== null && (
        <p id="filter-problem" className="filter-problem" role="alert">
          <span className="filter-place">{t('filter.at', { position: shown.start + 1 })}</span>{' '}
          {t(`filter.${shown.problem}`, { text: shown.text, kinds: filterKinds.join(', ') })}
        </p>
      )}
    </search>
  );
}

/** The same letters behind the field, unseen, of which those that are wrong are underlined. */
function Underline({ text, problem }: { readonly text: string; readonly problem: FilterProblem }) {
  const end = Math.max(problem.end, problem.start + 1);
  return (
    <div className="filter-marks" aria-hidden="true">
      {text.slice(0, problem.start)}
      <mark>{text.slice(problem.start, end) || '\u00a0'}</mark>
    </div>
  );
}

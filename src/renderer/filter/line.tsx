/** The filter line. What is typed is taken after a short pause; what is wrong is marked where it stands. */
import { Filter, X } from 'lucide-react';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FilterProblem } from '../../contract/view.js';
import { filterKinds } from '../../core/filter/syntax.js';
import { setFilter } from '../actions/view-actions.js';
import { useSession, useSessionState } from '../state/hooks.js';

/** Pause after a key before the filter is taken. */
const pauseMs = 80;

export function FilterLine() {
  const { t } = useTranslation();
  const filter = useSessionState((state) => state.filter);
  const problem = useSessionState((state) => state.filterProblem);
  const [text, change] = useFilterText();
  const input = useRef<HTMLInputElement>(null);
  const shown = problem !== null && text === filter && text !== '' ? problem : null;
  return (
    <search className="filter" data-invalid={shown !== null}>
      <Filter size={14} aria-hidden="true" />
      <div className="filter-field">
        {shown !== null && <Underline text={text} problem={shown} />}
        <FilterInput ref={input} text={text} isInvalid={shown !== null} onChange={change} />
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

type ChangeText = (text: string, waitMs: number) => void;

/** Returns what is written in the line, which the filter follows after a pause. */
function useFilterText(): readonly [text: string, change: ChangeText] {
  const { store } = useSession();
  const filter = useSessionState((state) => state.filter);
  const [text, setText] = useState(filter);
  const [taken, setTaken] = useState(filter);
  const timer = useRef(0);
  if (filter !== taken) {
    setTaken(filter);
    setText(filter);
  }
  useEffect(() => () => clearTimeout(timer.current), []);
  const change: ChangeText = (next, waitMs) => {
    setText(next);
    clearTimeout(timer.current);
    timer.current = window.setTimeout(() => {
      setTaken(next);
      setFilter(store, next);
    }, waitMs);
  };
  return [text, change];
}

interface InputProps {
  readonly ref: RefObject<HTMLInputElement | null>;
  readonly text: string;
  readonly isInvalid: boolean;
  readonly onChange: ChangeText;
}

function FilterInput({ ref, text, isInvalid, onChange }: InputProps) {
  const { t } = useTranslation();
  return (
    <input
      ref={ref}
      id="filter"
      type="text"
      spellCheck={false}
      autoComplete="off"
      autoCapitalize="off"
      value={text}
      placeholder={t('filter.placeholder')}
      aria-label={t('filter.label')}
      aria-invalid={isInvalid}
      aria-describedby={isInvalid ? 'filter-problem' : undefined}
      title={`${t('filter.label')} (/)`}
      onChange={(event) => onChange(event.target.value, pauseMs)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') onChange(text, 0);
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        if (text === '') event.currentTarget.blur();
        else onChange('', 0);
      }}
    />
  );
}

/** Repeats the text behind the field, invisible but for the line under what is wrong. */
function Underline({ text, problem }: { readonly text: string; readonly problem: FilterProblem }) {
  const end = Math.max(problem.end, problem.start + 1);
  return (
    <div className="filter-marks" aria-hidden="true">
      {text.slice(0, problem.start)}
      <mark>{text.slice(problem.start, end) || '\u00a0'}</mark>
    </div>
  );
}

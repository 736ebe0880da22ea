/** List of globs, one a line, with an empty line for the next. A broken one is explained below its line. */
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { findGlobProblem } from '../../core/globs/glob-parser.js';
import { maxGlobLength, maxGlobs } from '../state/scan-options.js';

interface Props {
  readonly globs: readonly string[];
  onChange(globs: readonly string[]): void;
}

export function GlobList({ globs, onChange }: Props) {
  const lines = globs.length < maxGlobs ? [...globs, ''] : globs;
  return (
    <ul className="globs">
      {lines.map((glob, line) => (
        <GlobLine
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place, whatever is written there
          key={line}
          glob={glob}
          number={line + 1}
          onChange={(next) => onChange(withoutLastEmpty(lines.with(line, next)))}
          onLeave={() => onChange(globs.filter((each) => each !== ''))}
        />
      ))}
    </ul>
  );
}

/** Drops empty lines at the end. One between others stays as long as it is written in. */
const withoutLastEmpty = (globs: readonly string[]): readonly string[] =>
  globs.slice(0, globs.findLastIndex((glob) => glob !== '') + 1);

interface LineProps {
  readonly glob: string;
  readonly number: number;
  onChange(glob: string): void;
  onLeave(): void;
}

function GlobLine({ glob, number, onChange, onLeave }: LineProps) {
  const { t } = useTranslation();
  const explanation = useId();
  const found = glob === '' ? null : findGlobProblem(glob);
  return (
    <li>
      <input
        type="text"
        className="field"
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="off"
        maxLength={maxGlobLength}
        value={glob}
        placeholder={number === 1 ? t('scan.globExample') : ''}
        aria-label={t('scan.glob', { number })}
        aria-invalid={found !== null}
        aria-describedby={found === null ? undefined : explanation}
        onChange={(event) => onChange(event.target.value)}
        onBlur={onLeave}
      />
      {found !== null && (
        <p id={explanation} className="field-problem" role="alert">
          {t(`scan.globProblem.${found.problem}`, { text: found.text, position: found.position + 1 })}
        </p>
      )}
    </li>
  );
}

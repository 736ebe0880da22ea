/** Boundary of a part of the window: where its drawing fails, the part says so and offers to go on; others stay. */
import { CircleAlert } from 'lucide-react';
import { Component, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface Props {
  /** Key of the part's name among the texts. */
  readonly part: PartName;
  /** What the part shows. Another subject is tried again at once. */
  readonly subject?: unknown;
  /** Further ways to go on, beside showing the part again. */
  readonly ways?: ReactNode;
  readonly children: ReactNode;
}

export type PartName =
  | 'window'
  | 'tab'
  | 'notice'
  | 'toolbar'
  | 'list'
  | 'panel'
  | 'map'
  | 'details'
  | 'status'
  | 'dialog';

interface State {
  /** What was thrown; null while the part is shown. */
  readonly problem: { readonly error: unknown } | null;
}

export class Boundary extends Component<Props, State> {
  override state: State = { problem: null };

  static getDerivedStateFromError(error: unknown): State {
    return { problem: { error } };
  }

  override componentDidUpdate({ subject }: Props): void {
    if (subject !== this.props.subject && this.state.problem !== null) this.setState({ problem: null });
  }

  override render(): ReactNode {
    const { part, ways, children } = this.props;
    const { problem } = this.state;
    if (problem === null) return children;
    return (
      <Failure part={part} error={problem.error} onAgain={() => this.setState({ problem: null })}>
        {ways}
      </Failure>
    );
  }
}

interface FailureProps {
  readonly part: PartName;
  readonly error: unknown;
  onAgain(): void;
  readonly children: ReactNode;
}

function Failure({ part, error, onAgain, children }: FailureProps) {
  const { t } = useTranslation();
  return (
    <div className="part-failed" role="alert">
      <CircleAlert size={16} aria-hidden="true" />
      <div>
        <strong>{t(`failed.${part}`)}</strong> {t('failed.hint')}
        <p className="faint">{error instanceof Error ? error.message : String(error)}</p>
        <div className="part-ways">
          <button type="button" className="button" onClick={onAgain}>
            {t('failed.again')}
          </button>
          {children}
        </div>
      </div>
    </div>
  );
}

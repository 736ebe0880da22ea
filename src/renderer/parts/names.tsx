/** Names and paths as elements, each component isolated: see `text/bidi.ts`. What is copied of them is the plain text. */
import { Fragment } from 'react';
import { isRightToLeft } from '../text/bidi.js';

interface Props {
  readonly text: string;
  readonly className?: string;
}

/** Shows a name, or a path by its components. */
export function Name({ text, className }: Props) {
  return (
    <bdi dir="ltr" className={className}>
      {isRightToLeft(text) ? <Components path={text} /> : text}
    </bdi>
  );
}

const Components = ({ path }: { readonly path: string }) =>
  path.split('/').map((component, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a component is its place
    <Fragment key={index}>
      {index > 0 && '/'}
      <bdi dir="ltr">{component}</bdi>
    </Fragment>
  ));

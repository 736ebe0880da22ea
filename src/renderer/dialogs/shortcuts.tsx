import { useTranslation } from 'react-i18next';
import { shortcuts } from '../actions/shortcuts.js';

export function ShortcutsDialog() {
  const { t } = useTranslation();
  return (
    <dl className="shortcuts">
      {shortcuts.map(([keys, meaning]) => (
        <div key={meaning}>
          <dt>
            {keys.map((key) => (
              <kbd key={key}>{key}</kbd>
            ))}
          </dt>
          <dd>{t(`shortcuts.${meaning}`)}</dd>
        </div>
      ))}
    </dl>
  );
}

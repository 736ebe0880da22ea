import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { type Settings, settingChoices, settings } from '../store/settings.js';

export function SettingsDialog() {
  return (
    <div className="settings">
      <Setting name="theme" />
      <Setting name="language" />
      <Setting name="units" />
    </div>
  );
}

function Setting({ name }: { readonly name: keyof Settings }) {
  const { t } = useTranslation();
  const value = useStore(settings, (state) => state[name]);
  const id = useId();
  return (
    <div className="setting">
      <span id={id}>{t(`settings.${name}`)}</span>
      <RadioGroup
        aria-labelledby={id}
        value={value}
        onValueChange={(next) => settings.setState({ [name]: next } as Partial<Settings>)}
      >
        {settingChoices[name].map((choice) => (
          // biome-ignore lint/a11y/noLabelWithoutControl: the radio is the control
          <label key={choice}>
            <Radio.Root value={choice} className="radio">
              <Radio.Indicator className="radio-dot" />
            </Radio.Root>
            {t(`settings.${choice}`)}
          </label>
        ))}
      </RadioGroup>
    </div>
  );
}

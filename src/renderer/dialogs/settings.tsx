import { NumberField } from '@base-ui/react/number-field';
import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { settingAmounts, settingChoices, settings } from '../settings/settings.js';
import { useFormats } from '../state/hooks.js';

export function SettingsDialog() {
  const { t } = useTranslation();
  const legend = useId();
  return (
    <div className="settings">
      <Choice name="theme" />
      <Choice name="language" />
      <Choice name="units" />
      <div className="setting">
        <span id={legend}>{t('settings.quick')}</span>
        <div role="group" aria-labelledby={legend}>
          <Amount name="quickMebibytes" />
          <Amount name="quickDays" />
          <p className="faint">{t('settings.quickHint')}</p>
        </div>
      </div>
    </div>
  );
}

function Choice({ name }: { readonly name: keyof typeof settingChoices }) {
  const { t } = useTranslation();
  const value = useStore(settings, (state) => state[name]);
  const id = useId();
  return (
    <div className="setting">
      <span id={id}>{t(`settings.${name}`)}</span>
      <RadioGroup
        aria-labelledby={id}
        value={value}
        onValueChange={(next) => settings.setState({ [name]: next })}
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

function Amount({ name }: { readonly name: keyof typeof settingAmounts }) {
  const { t } = useTranslation();
  const { language } = useFormats();
  const value = useStore(settings, (state) => state[name]);
  const id = useId();
  return (
    <div className="amount">
      <label htmlFor={id}>{t(`settings.${name}`)}</label>
      <NumberField.Root
        id={id}
        min={0}
        max={settingAmounts[name].max}
        locale={language}
        value={value}
        onValueChange={(next) => settings.setState({ [name]: next ?? settingAmounts[name].usual })}
      >
        <NumberField.Input className="field" />
      </NumberField.Root>
      <span className="faint">{t(`settings.${name}Unit`)}</span>
    </div>
  );
}

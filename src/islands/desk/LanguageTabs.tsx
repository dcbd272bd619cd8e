import { useState } from 'react';
import type { DeskOptions, DeskTemplate, FormBody } from '../../domain/alert-desk.ts';
import { withBulletin, withLanguage, withoutLanguage } from './form-change.ts';
import { TextFields } from './TextFields.tsx';

interface Props<F extends FormBody> {
  form: F;
  onChange(form: F): void;
  languages: DeskOptions['languages'];
  autoHeadline: string;
  template: DeskTemplate | null;
  isCancel: boolean;
  mistakeAt(path: string): string | undefined;
}

/** The words, one tab a language; Chinese first and always there. */
export function LanguageTabs<F extends FormBody>({
  form,
  onChange,
  languages,
  mistakeAt,
  ...rest
}: Props<F>) {
  const [wanted, setWanted] = useState('zh-CN');
  const at = Math.max(
    0,
    form.bulletins.findIndex(({ language }) => language === wanted),
  );
  const bulletin = form.bulletins[at];
  if (bulletin === undefined) return null;
  const nameOf = (code: string): string => languages.find((one) => one.code === code)?.name ?? code;
  const absent = languages.filter(({ code }) => !form.bulletins.some(({ language }) => language === code));
  return (
    <>
      <div className="desk-tabs" role="group" aria-label="语言">
        {form.bulletins.map(({ language }, index) => (
          <button
            key={language}
            type="button"
            aria-pressed={index === at}
            // One language alone is no choice, and one stop less for Tab.
            disabled={form.bulletins.length === 1}
            onClick={() => setWanted(language)}
          >
            {nameOf(language)}
          </button>
        ))}
        {absent.length > 0 && (
          <select
            aria-label="加一种语言"
            value=""
            onChange={(event) => {
              onChange(withLanguage(form, event.target.value));
              setWanted(event.target.value);
            }}
          >
            <option value="">＋ 语言</option>
            {absent.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </select>
        )}
      </div>
      <TextFields
        {...rest}
        key={bulletin.language}
        bulletin={bulletin}
        autoHeadline={at === 0 ? rest.autoHeadline : '这种语言的标题要自己写'}
        template={at === 0 ? rest.template : null}
        onChange={(change) => onChange(withBulletin(form, bulletin.language, change))}
        mistakeOf={(field) => mistakeAt(`bulletins.${at}.${field}`)}
      />
      {at > 0 && (
        <button
          type="button"
          className="button small danger"
          onClick={() => onChange(withoutLanguage(form, bulletin.language))}
        >
          去掉{nameOf(bulletin.language)}
        </button>
      )}
    </>
  );
}

import type {
  DeskHazard,
  DeskTemplate,
  FormBody,
  OfficerBulletin,
  OfficerPart,
} from '../../domain/alert-desk.ts';

/** Changes to a form as values: the same for an alert and a drill. */
export const withPart = <F extends FormBody>(form: F, index: number, change: Partial<OfficerPart>): F => ({
  ...form,
  parts: form.parts.map((part, at) => (at === index ? { ...part, ...change } : part)),
});

export const withBulletin = <F extends FormBody>(
  form: F,
  language: string,
  change: Partial<OfficerBulletin>,
): F => ({
  ...form,
  bulletins: form.bulletins.map((one) => (one.language === language ? { ...one, ...change } : one)),
});

export const withLanguage = <F extends FormBody>(form: F, language: string): F =>
  form.bulletins.some((one) => one.language === language)
    ? form
    : {
        ...form,
        bulletins: [
          ...form.bulletins,
          { language, headline: '', description: '', instruction: '', contact: null, web: null },
        ],
      };

export const withoutLanguage = <F extends FormBody>(form: F, language: string): F => ({
  ...form,
  bulletins: form.bulletins.filter((one, index) => index === 0 || one.language !== language),
});

/** One more part; the same place in two parts would be two levels at once, so it begins empty. */
export const withMorePart = <F extends FormBody>(form: F): F => ({
  ...form,
  parts: [...form.parts, { level: null, adcodes: [], polygon: null }],
});

export const withoutPart = <F extends FormBody>(form: F, index: number): F => ({
  ...form,
  parts: form.parts.length === 1 ? form.parts : form.parts.filter((_, at) => at !== index),
});

/** Whether somebody wrote these words, or a template put them there. */
function isOwn(text: string, filled: readonly string[]): boolean {
  return text.trim() !== '' && !filled.includes(text);
}

/**
 * The hazard chosen, and its template's words where nobody wrote any: words typed by hand are never replaced, those of
 * the template of the hazard before are.
 */
export function withHazard<F extends FormBody>(
  form: F,
  hazard: { code: string | null; name: string },
  hazards: readonly DeskHazard[],
  templates: readonly DeskTemplate[],
): F {
  const known = hazards.find((one) => one.name === hazard.name);
  const template = templates.find(({ id }) => id === known?.template);
  const descriptions = templates.map(({ description }) => description);
  const instructions = templates.map(({ instruction }) => instruction);
  return {
    ...form,
    hazard,
    bulletins: form.bulletins.map((one, index) =>
      index > 0
        ? one
        : {
            ...one,
            description: isOwn(one.description, descriptions)
              ? one.description
              : (template?.description ?? ''),
            instruction: isOwn(one.instruction, instructions)
              ? one.instruction
              : (template?.instruction ?? ''),
          },
    ),
  };
}

/** Whether anything was written or chosen: an empty form may be replaced by a pasted bulletin without asking. */
export function isEmptyForm(form: FormBody, templates: readonly DeskTemplate[]): boolean {
  const filled = templates.flatMap(({ description, instruction }) => [description, instruction]);
  return (
    form.hazard.name === '' &&
    form.expiresAt === null &&
    form.parts.every(
      ({ level, adcodes, polygon }) => level === null && adcodes.length === 0 && polygon === null,
    ) &&
    form.bulletins.every(
      ({ headline, description, instruction }) =>
        headline.trim() === '' && !isOwn(description, filled) && !isOwn(instruction, filled),
    )
  );
}

const BLANK = /〔[^〔〕\n]{0,40}〕/g;

/** What a template leaves for the officer: `〔地点〕`, in the order of the text. */
export function blanksOf(text: string): readonly string[] {
  return text.match(BLANK) ?? [];
}

/** The text with its `index`-th blank replaced. */
export function withBlank(text: string, index: number, words: string): string {
  let at = -1;
  return text.replace(BLANK, (blank) => {
    at += 1;
    return at === index ? words : blank;
  });
}

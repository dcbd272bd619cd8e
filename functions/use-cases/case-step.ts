import type { CaseAct } from '../../src/domain/case-acts.ts';
import type { CaseCommand } from '../../src/domain/case-command.ts';
import type { CaseFile } from '../../src/domain/case-file.ts';
import { DECLINE_REASONS, FINDINGS, type DeclineReason } from '../../src/domain/case-state.ts';
import { addDays, dayOf } from '../../src/domain/deadline.ts';
import type { Instant } from '../../src/domain/instant.ts';
import { failed, ok, type Result } from '../../src/domain/problem.ts';
import { cleanLine, cleanLines } from '../../src/domain/tip-off-text.ts';
import type { NewNote } from './handle-case.ts';

export type CaseFields = Readonly<Record<string, readonly string[]>>;

/** A command with the words that go with it. */
export interface CaseStep {
  command: CaseCommand;
  notes: readonly NewNote[];
}

const MAX_NOTE = 5000;
const MAX_REASON = 200;
/** No order runs longer than this; a typing error in the year is found here. */
const MAX_ORDER_DAYS = 730;

/** Reads one act's fields. `reason-missing` names the field that must not stay empty. */
export function caseStep(
  act: Exclude<CaseAct, 'link' | 'transfer'>,
  fields: CaseFields,
  file: CaseFile,
  now: Instant,
): Result<CaseStep> {
  const read = new Reading(fields);
  const step = read.step(act, file, now);
  return read.refusal ?? (step === null ? failed('form-invalid') : ok(step));
}

class Reading {
  refusal: Extract<Result<never>, { ok: false }> | null = null;
  readonly #fields: CaseFields;

  constructor(fields: CaseFields) {
    this.#fields = fields;
  }

  step(act: Exclude<CaseAct, 'link' | 'transfer'>, file: CaseFile, now: Instant): CaseStep | null {
    switch (act) {
      case 'accept': {
        const involvesDeath = this.#one('death') === 'on';
        const route = this.#note(
          'office',
          'death-route',
          'route',
          involvesDeath && '写明何时报给了哪一级政府。',
        );
        return this.#done(
          { do: 'accept', involvesDeath },
          route,
          this.#note('reporter', 'message', 'message'),
        );
      }
      case 'decline': {
        const reason = this.#one('reason');
        if (!Object.hasOwn(DECLINE_REASONS, reason)) return this.#refuse('reason', '请选不予受理的理由。');
        const words = this.#note(
          'reporter',
          'decline',
          'message',
          reason === 'other' && '选了其他原因，要写说明。',
        );
        return this.#done({ do: 'decline', reason: reason as DeclineReason }, words);
      }
      case 'find': {
        const finding = FINDINGS.find((known) => known === this.#one('finding'));
        if (finding === undefined) return this.#refuse('finding', '请选核查结论。');
        const record = this.#note('office', 'record', 'record', '没有书面核查记录，不能下结论。');
        const verifiers = this.#fields['verifiers'] ?? [];
        const told = this.#note('reporter', 'finding', 'message');
        return this.#done({ do: 'find', finding, verifiers }, record, told);
      }
      case 'order': {
        const dueDay = this.#one('dueDay');
        const today = dayOf(now);
        const isDay = /^\d{4}-\d\d-\d\d$/.test(dueDay) && addDays(dueDay, 0) === dueDay;
        if (!isDay || dueDay < today || dueDay > addDays(today, MAX_ORDER_DAYS))
          return this.#refuse('dueDay', '请选今天以后的整改期限。');
        const record = this.#note('office', 'order', 'record', '写明责令整改什么。');
        return this.#done({ do: 'order', dueDay }, record, this.#note('reporter', 'message', 'message'));
      }
      case 'recheck': {
        const result = this.#one('result');
        if (result !== 'put' && result !== 'not-put') return this.#refuse('result', '请选复查结果。');
        const record = this.#note('office', 'recheck', 'record', '写明复查看到了什么。');
        return this.#done({ do: 'recheck', isPut: result === 'put' }, record);
      }
      case 'close':
        return this.#done(
          { do: 'close' },
          this.#note('reporter', 'closing', 'message', '写一句办结反馈，举报人看得到。'),
        );
      case 'reopen':
        return this.#done({ do: 'reopen' }, this.#note('office', 'reopen', 'record', '写明有什么新情况。'));
      case 'ask':
        return this.#done({ do: 'ask' }, this.#note('reporter', 'message', 'message', '写明要补充什么。'));
      case 'note': {
        const isMessage = this.#one('audience') === 'reporter';
        const words = this.#note(
          isMessage ? 'reporter' : 'office',
          isMessage ? 'message' : 'internal',
          'text',
          '还没有写内容。',
        );
        return this.#done({ do: 'note' }, words);
      }
      case 'ask-extension': {
        const days = this.#one('days');
        const reason = this.#reason();
        return this.#done({ do: 'ask-extension', days: /^\d{1,3}$/.test(days) ? Number(days) : 0, reason });
      }
      case 'grant-extension': {
        const asked = file.extensionAsked;
        const text = asked === null ? '' : `办理时间延长 ${asked.days} 天。原因：${asked.reason}`;
        return this.#done({ do: 'grant-extension' }, { audience: 'reporter', kind: 'extension', text });
      }
      case 'hold':
        return this.#done({ do: 'hold', isOn: !file.isOnHold, reason: this.#reason() });
      case 'verify':
      case 'take-back':
      case 'refuse-extension':
        return this.#done({ do: act });
    }
  }

  #done(command: CaseCommand, ...notes: readonly NewNote[]): CaseStep {
    return { command, notes };
  }

  #one(name: string): string {
    return this.#fields[name]?.[0] ?? '';
  }

  #refuse(path: string, detail: string): null {
    this.refusal ??= failed('field-invalid', path, detail);
    return null;
  }

  /** `why` is what is said when it is empty; false: it may be. */
  #note(audience: NewNote['audience'], kind: string, field: string, why: string | false = false): NewNote {
    const text = cleanLines(this.#one(field), MAX_NOTE, field);
    if (!text.ok) this.refusal ??= text;
    else if (text.value === '' && why !== false) this.refusal ??= failed('reason-missing', field, why);
    return { audience, kind, text: text.ok ? text.value : '' };
  }

  #reason(): string {
    const text = cleanLine(this.#one('reason'), MAX_REASON, 'reason');
    if (!text.ok) this.refusal ??= text;
    else if (text.value === '') this.refusal ??= failed('reason-missing', 'reason');
    return text.ok ? text.value : '';
  }
}

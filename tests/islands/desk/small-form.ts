import { emptyForm, type OfficerForm } from '../../../src/domain/alert-desk.ts';

/** A form as an officer leaves it half done: level and place chosen, words not yet. */
export function smallForm(change: Partial<OfficerForm> = {}): OfficerForm {
  return {
    ...emptyForm('裕民县应急管理局'),
    hazard: { code: '11A51', name: '山洪' },
    parts: [{ level: 'orange', adcodes: ['654225200'], polygon: null }],
    expiresAt: '2026-07-01T12:00:00.000Z',
    ...change,
  };
}
